package desk

import (
	"context"
	"slices"
	"strings"

	"obelus/model"
)

// A MarkIndex holds the words, speakers and notes of all marks on the shelf, so
// that they are found while somebody types: 100,000 marks in some milliseconds.
// It never changes; a newer one shares with it what did not change.
type MarkIndex struct {
	briefs   map[model.BriefID]indexedBrief
	speakers model.Speakers
	last     model.Seq // newest change of the store when it was read
}

// An indexedBrief is the marks of a brief as its newest change left them.
type indexedBrief struct {
	at    model.Seq
	marks []FoundMark
}

// A FoundMark is as much of a mark as a list of finds shows, with its words as
// they were confirmed last.
type FoundMark struct {
	ID      model.MarkID
	Tag     model.Tag
	Analyst model.Analyst
	Text    string
	Speaker string // as the mark names it; "" where its tag has none
	Note    string

	hay string // all of these in small letters
	who string // the speaker, folded
}

func foundMark(m *model.Mark, who map[string]string) FoundMark {
	f := FoundMark{ID: m.ID, Tag: m.Tag, Analyst: m.Analyst, Text: m.Quote.Text, Note: m.Details.Note}
	if m.Tag == model.Attributed {
		f.Speaker = m.Details.Speaker
	}
	if f.Speaker != "" {
		folded, known := who[f.Speaker]
		if !known {
			folded = model.FoldSpeaker(f.Speaker)
			who[f.Speaker] = folded
		}
		f.who = folded
	}
	f.hay = strings.ToLower(f.Text)
	if f.Speaker != "" || f.Note != "" {
		f.hay += "\n" + strings.ToLower(f.Speaker+"\n"+f.Note)
	}
	return f
}

// A staleBrief has changed since its marks were read: by its newest change then,
// so that what comes until they are read again is read once more.
type staleBrief struct {
	id model.BriefID
	at model.Seq
}

// indexPage is how many briefs' marks one transaction reads.
const indexPage = 64

// MarkIndex reads the words of all marks on the shelf. Of what is in old, which
// may be nil, only what changed since is read again.
func (d *Desk) MarkIndex(ctx context.Context, old *MarkIndex) (*MarkIndex, error) {
	next := &MarkIndex{briefs: map[model.BriefID]indexedBrief{}}
	if old == nil {
		old = &MarkIndex{}
	}
	stale, err := d.indexed(ctx, old, next)
	if err != nil {
		return nil, err
	}
	if next.last == old.last && old.briefs != nil {
		return old, nil
	}
	who := map[string]string{}
	for page := range slices.Chunk(stale, indexPage) {
		err := d.store.Read(ctx, func(tx ReadTx) error {
			for _, b := range page {
				if err := next.read(ctx, tx, b, who); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return next, nil
}

// indexed brings over from old what did not change, and lists the briefs that
// have to be read.
func (d *Desk) indexed(ctx context.Context, old, next *MarkIndex) (stale []staleBrief, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		stale = nil
		clear(next.briefs)
		if next.last, err = tx.LastChange(""); err != nil || next.last == old.last && old.briefs != nil {
			return err
		}
		if next.speakers, err = speakersIn(tx); err != nil {
			return err
		}
		for b, err := range shelfBriefs(ctx, tx) {
			if err != nil {
				return err
			}
			at, err := tx.LastChange(b.ID)
			if err != nil {
				return err
			}
			if was, ok := old.briefs[b.ID]; ok && was.at == at {
				next.briefs[b.ID] = was
			} else {
				stale = append(stale, staleBrief{b.ID, at})
			}
		}
		return nil
	})
	return stale, err
}

func (x *MarkIndex) read(ctx context.Context, tx ReadTx, stale staleBrief, who map[string]string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	all, err := tx.Marks(stale.id)
	if err != nil {
		return err
	}
	b := indexedBrief{at: stale.at, marks: make([]FoundMark, len(all))}
	for i := range all {
		b.marks[i] = foundMark(&all[i], who)
	}
	x.briefs[stale.id] = b
	return nil
}

// A MarkQuery is words to find in marks. Case does not matter, the order of the
// words neither.
type MarkQuery struct {
	index *MarkIndex
	words []string            // at most mostQueryWords, in small letters
	who   map[string]wordMask // folded speaker → words that another name of it holds
}

// A wordMask is a set of a query's words, a bit each.
type wordMask uint64

const mostQueryWords = 64

// Query prepares words to be found. A nil MarkIndex finds none in marks.
func (x *MarkIndex) Query(words string) MarkQuery {
	q := MarkQuery{index: x, words: strings.Fields(strings.ToLower(words)), who: map[string]wordMask{}}
	q.words = q.words[:min(len(q.words), mostQueryWords)]
	if x == nil {
		return q
	}
	for _, names := range x.speakers.Groups() {
		all := q.held(strings.ToLower(strings.Join(names, "\n")))
		for _, n := range names {
			q.who[model.FoldSpeaker(n)] = all
		}
	}
	return q
}

// held are the words that text, in small letters, holds.
func (q MarkQuery) held(text string) (mask wordMask) {
	for i, w := range q.words {
		if strings.Contains(text, w) {
			mask |= 1 << i
		}
	}
	return mask
}

// In appends to found the marks of a brief that are found: they hold one of the
// words at least, and the rest stands in them or in about, what is known of the
// brief in small letters. holds says whether about and all marks of the brief
// together hold every word.
func (q MarkQuery) In(id model.BriefID, about string, found []*FoundMark) (all []*FoundMark, holds bool) {
	title, every := q.held(about), wordMask(1)<<len(q.words)-1
	union := title
	if q.index != nil {
		marks := q.index.briefs[id].marks
		for i := range marks {
			m := &marks[i]
			mask := q.held(m.hay)
			if len(q.who) > 0 && m.who != "" {
				mask |= q.who[m.who]
			}
			union |= mask
			if mask != 0 && mask|title == every {
				found = append(found, m)
			}
		}
	}
	return found, union == every
}

// Where is the first stretch of text that a word of q stands in, in bytes; ok is
// false where none does.
func (q MarkQuery) Where(text string) (span model.Span, ok bool) {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		return span, false // small letters of other lengths: nobody knows where
	}
	for _, w := range q.words {
		if i := strings.Index(low, w); i >= 0 && (!ok || i < span.Start) {
			span, ok = model.Span{Start: i, End: i + len(w)}, true
		}
	}
	return span, ok
}

// MarkLabels names the marks of a brief on the shelf, as its reader does.
func (d *Desk) MarkLabels(ctx context.Context, id model.BriefID) (map[model.MarkID]model.Label, error) {
	o, err := d.OpenID(ctx, id)
	if err != nil {
		return nil, err
	}
	all, exact, err := d.allMarks(ctx, o)
	if err != nil {
		return nil, err
	}
	units := func() []model.Unit { return Units(o.Doc) } // without preparing the text for searches
	marks, err := d.viewsOf(ctx, o, units, all, exact)
	if err != nil {
		return nil, err
	}
	labels := make(map[model.MarkID]model.Label, len(all))
	for _, v := range slices.Concat(marks.Here, marks.Orphans) {
		labels[v.ID] = v.Label
	}
	return labels, nil
}
