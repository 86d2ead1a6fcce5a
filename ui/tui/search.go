package tui

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown"
	"obelus/model"
)

// mostHits bounds what one search keeps.
const mostHits = 10_000

// search is what / looked for and where it was found.
type search struct {
	words string
	asked int // id of the newest question
	hits  []model.Span
	at    int // index of the hit that n and N count from
	from  int // offset that the search began at
}

// hitsFound answers a search.
type hitsFound struct {
	reader, asked int
	hits          []model.Span
}

// findWords looks for words in the visible text: white space is folded, and
// case too unless a capital is asked for.
func findWords(doc *markdown.Document, words string, reader, asked int) tea.Cmd {
	return func() tea.Msg {
		fields := strings.Fields(words)
		for i, f := range fields {
			fields[i] = regexp.QuoteMeta(f)
		}
		pattern := strings.Join(fields, `\s+`)
		if !strings.ContainsFunc(words, unicode.IsUpper) {
			pattern = "(?i)" + pattern
		}
		re, err := regexp.Compile(pattern)
		if err != nil || len(fields) == 0 {
			return hitsFound{reader: reader, asked: asked}
		}
		var hits []model.Span
		for _, at := range re.FindAllStringIndex(doc.Visible(), mostHits) {
			hits = append(hits, doc.VisibleSpan(at[0], at[1]))
		}
		// Footnotes are last in the visible text, and where they are in the brief.
		sort.Slice(hits, func(i, j int) bool { return hits[i].Compare(hits[j]) < 0 })
		return hitsFound{reader, asked, hits}
	}
}

// found takes the hits and goes to the first one at or behind the cursor.
func (r *reader) found(hits []model.Span) {
	r.search.hits = hits
	if len(hits) == 0 {
		return
	}
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start >= r.search.from })
	r.toHit(i % len(hits))
}

// toHit sets the cursor on the unit of hit i.
func (r *reader) toHit(i int) {
	r.search.at = i
	hit := r.search.hits[i]
	if unit, ok := r.units.at(hit.Start); ok {
		r.cursor = unit.Span
	}
	r.reveal(hit)
}

// nextHit goes n hits on (back), round the end of the brief.
func (r *reader) nextHit(n int) (wrapped bool) {
	count := len(r.search.hits)
	i := r.search.at + n
	wrapped = i < 0 || i >= count
	r.toHit(((i % count) + count) % count)
	return wrapped
}

// match is the hit that the search stands on.
func (s *search) match() model.Span {
	if s.at >= len(s.hits) {
		return model.Span{}
	}
	return s.hits[s.at]
}

// on reports whether the search's hit lies in cursor.
func (s *search) on(cursor model.Span) bool {
	hit := s.match()
	return !hit.Empty() && cursor.Covers(hit)
}

// inView lists the hits that overlap span.
func (s *search) inView(span model.Span) []model.Span {
	from := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].End > span.Start })
	to := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start >= span.End })
	return s.hits[from:max(from, to)]
}
