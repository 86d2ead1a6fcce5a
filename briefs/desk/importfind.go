package desk

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"obelus/model"
)

// find puts a mark where its words stand in the brief: exactly they, and where
// they stand several times those with what the mark quotes around them. why says
// why no place is sure.
func (l *landing) find(in *model.Incoming) (why string) {
	m, doc := &in.Mark, l.opened.Doc
	if strings.TrimSpace(m.Quote.Text) == "" && m.Revision != "" && m.Revision != l.opened.Revision.Hash { // from the file's text they were taken out
		return "it stands on a text that the store does not have, and its words are not in this one"
	}
	if strings.TrimSpace(m.Quote.Text) == "" {
		return "it quotes no words, and says no place that is in the brief"
	}
	words, places := excerpt(m.Quote.Text), doc.Find(m.Quote.Text)
	if len(places) == 0 {
		return fmt.Sprintf("its words %s are not in the brief", words)
	}
	unsure := fmt.Sprintf("its words %s stand %d times in the brief, and nothing tells which are meant", words, len(places))
	if len(places) > manyPlaces {
		if places = narrowed(places, doc.Find(m.Quote.Prefix+m.Quote.Text+m.Quote.Suffix)); len(places) > mostPlaces {
			return unsure
		}
	}
	quotes := make([]model.Quote, len(places))
	for i, span := range places {
		quotes[i] = doc.Quote(span)
	}
	i, sure := likest(m.Quote, quotes)
	if !sure {
		return unsure
	}
	span, err := doc.Snap(places[i])
	if err != nil {
		return fmt.Sprintf("its words %s: %v", words, err)
	}
	m.Span, m.Revision, m.Quote = span, l.opened.Revision.Hash, doc.Quote(span)
	return ""
}

// What stands around each place takes time to see: from manyPlaces on first those
// are taken around which all stands that is quoted; where more than mostPlaces
// are left, nothing is sure.
const (
	manyPlaces = 256
	mostPlaces = 5000
)

// narrowed is those of places that lie in one of within, both in document order;
// all of them where none does.
func narrowed(places, within []model.Span) []model.Span {
	var in []model.Span
	next := 0
	for _, w := range within {
		for next < len(places) && places[next].Start < w.Start {
			next++
		}
		for ; next < len(places) && places[next].End <= w.End; next++ {
			in = append(in, places[next])
		}
	}
	if len(in) == 0 {
		return places
	}
	return in
}

// agrees reports whether all that a quote says of the words around it is so at a
// place, as far as both say something.
func agrees(q, place model.Quote) bool {
	prefix, suffix := oneLine(q.Prefix), oneLine(q.Suffix)
	before, after := oneLine(place.Prefix), oneLine(place.Suffix)
	return sharedEnd(prefix, before) >= min(utf8.RuneCountInString(prefix), utf8.RuneCountInString(before)) &&
		sharedBeginning(suffix, after) >= min(utf8.RuneCountInString(suffix), utf8.RuneCountInString(after))
}

// enoughContext is how many letters around words have to agree to tell them
// from the same words elsewhere, where as many are quoted.
const enoughContext = 6

// likest is which of the places with the words of a quote agrees best with what
// stands around it; sure says that it is the only one that does.
func likest(q model.Quote, places []model.Quote) (best int, sure bool) {
	if len(places) == 1 {
		return 0, true
	}
	prefix, suffix := oneLine(q.Prefix), oneLine(q.Suffix)
	most, second := 0, 0
	for i, p := range places {
		n := sharedEnd(prefix, oneLine(p.Prefix)) + sharedBeginning(suffix, oneLine(p.Suffix))
		if n > most {
			best, most, second = i, n, most
		} else {
			second = max(second, n)
		}
	}
	needed := min(enoughContext, utf8.RuneCountInString(prefix)+utf8.RuneCountInString(suffix))
	return best, most > second && most >= needed && needed > 0
}

// sharedBeginning is how many letters two texts begin with both.
func sharedBeginning(a, b string) (n int) {
	for a != "" && b != "" {
		x, size := utf8.DecodeRuneInString(a)
		y, _ := utf8.DecodeRuneInString(b)
		if x != y {
			break
		}
		a, b, n = a[size:], b[size:], n+1
	}
	return n
}

// sharedEnd is how many letters two texts end with both.
func sharedEnd(a, b string) (n int) {
	for a != "" && b != "" {
		x, size := utf8.DecodeLastRuneInString(a)
		y, _ := utf8.DecodeLastRuneInString(b)
		if x != y {
			break
		}
		a, b, n = a[:len(a)-size], b[:len(b)-size], n+1
	}
	return n
}
