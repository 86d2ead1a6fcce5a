package tui

import (
	"context"
	"fmt"

	"obelus/briefs/search"
	"obelus/model"
)

// A query is what / looked for and where it was found. The hits are not listed:
// the one that the query stands on, and those on the screen, are asked for.
type query struct {
	words  string             // "" where nothing is looked for
	asked  int                // names the query in the answers of commands
	ctx    context.Context    // of its commands
	stop   context.CancelFunc // ends them; nil where there are none
	from   int                // offset in the brief text that it began at
	hits   *search.Hits       // nil until the index is there
	hit    hit                // that the query stands on
	rank   int                // how many hits are before it, once they are counted
	asking bool               // a command looks for a hit: keys wait for it
	landed model.Span         // the cursor when the query came to its hit
	lit    lit
	lights bool // a command looks for the hits on the screen
}

// A hit is one of a query's hits.
type hit struct {
	at   int // its position in the index
	span model.Span
}

// lit are the hits that overlap a stretch of the brief.
type lit struct {
	span model.Span
	hits []model.Span
}

// begin forgets a query, ends what is under way for it, and begins the next.
func (r *reader) begin(words string) {
	if r.search.stop != nil {
		r.search.stop()
	}
	r.search = query{asked: r.search.asked + 1, words: words, from: r.cursor.Start}
	if words != "" {
		r.search.ctx, r.search.stop = context.WithCancel(r.ctx)
	}
}

// toHit sets the cursor on the unit of a hit.
func (r *reader) toHit(h hit) {
	s := &r.search
	s.hit = h
	if s.hits.Counted() {
		s.rank = s.hits.Rank(h.at)
	}
	if unit, ok := r.units.at(h.span.Start); ok {
		if unit.Span != r.cursor {
			r.jumps.left(r.cursor)
		}
		r.cursor = unit.Span
	}
	s.landed = r.cursor
	r.reveal(h.span)
}

// counted takes the number of the hits. Where words overlap with themselves a
// hit that was looked for from the middle on may not be one of all of them: the
// one at its place is.
func (s *query) counted(hits *search.Hits) {
	s.hits, s.rank = hits, hits.Rank(s.hit.at)
	if at, ok := hits.Nth(s.rank); ok {
		s.hit.at = at
	}
	s.lit.span = model.Span{}
}

// match is the hit that the search stands on.
func (s *query) match() model.Span { return s.hit.span }

// on reports whether the search's hit lies in cursor.
func (s *query) on(cursor model.Span) bool { return !s.hit.span.Empty() && cursor.Covers(s.hit.span) }

// number is which hit of how many the query stands on, "…" while that is not
// known; "" where nothing is looked for.
func (s *query) number() string {
	switch {
	case s.words == "":
		return ""
	case s.hits == nil || !s.hits.Counted():
		return fmt.Sprintf("/%s …/…", excerpt(s.words, 16))
	}
	return fmt.Sprintf("/%s %d/%d", excerpt(s.words, 16), s.rank+1, s.hits.Total())
}

// A leap is the way from where the reader is to another hit.
type leap struct {
	index *search.Index
	hits  *search.Hits
	hit   hit
	from  int // offset to go from where the reader has left the hit; else -1
	n     int // hits to go, negative for back
}

// find goes the way: round the end of the brief, if need be.
func (l leap) find(ctx context.Context) (found hit, wrapped, ok bool) {
	on := l.from < 0
	from := l.hit.at
	if !on {
		from = l.index.At(l.from)
	}
	hits := l.hits
	if !hits.Counted() && l.n != 1 && l.n != -1 {
		var err error
		if hits, err = hits.Count(ctx); err != nil {
			return hit{}, false, false
		}
	}
	at := 0
	switch {
	case hits.Counted():
		at, wrapped, ok = l.counted(hits, from, on)
	case l.n < 0:
		if at, ok = hits.Prev(from); !ok {
			wrapped = true
			at, ok = hits.Prev(l.index.End())
		}
	default:
		if on {
			from++
		}
		if at, ok = hits.Next(from); !ok {
			wrapped = true
			at, ok = hits.Next(0)
		}
	}
	if !ok {
		return hit{}, false, false
	}
	return hit{at, hits.Span(at)}, wrapped, true
}

// counted goes the way by the hits' numbers.
func (l leap) counted(hits *search.Hits, from int, on bool) (at int, wrapped, ok bool) {
	i := hits.Rank(from) + l.n
	if l.n > 0 && !on {
		i-- // the first one from there on is one to go
	}
	total := max(1, hits.Total())
	wrapped = i < 0 || i >= total
	at, ok = hits.Nth(((i % total) + total) % total)
	return at, wrapped, ok
}
