package sentence

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A wordKind says how an abbreviation goes with what follows it. Several can be
// joined.
type wordKind uint32

const (
	never  wordKind = 1 << iota // belongs to the next word: Dr, e.g, vs
	number                      // before a number an abbreviation, else a word: No, p, Art
	month                       // a month or day: before a number
	either                      // can end a sentence: the next word decides: Inc, U.S
	final                       // mostly ends what it is in: usw, т. д
	clock                       // a.m, p.m
	unit                        // can end a sentence, but not before a number: 5 руб. 50
	year                        // Russian г: behind a number a year, else a city's title

	anyKind = never | number | month | either | final | clock | unit | year
)

// The other word lists.
const (
	starter       wordKind = 1 << (iota + 16) // begins sentences and is seldom a name
	exclaiming                                // a name with an exclamation mark
	saying                                    // a verb of saying
	afterClock                                // goes on after a time of day
	preposition                               // can begin a sentence before a time of day
	monthName                                 // in languages that write ordinals with a stop
	beforeOrdinal                             // stands before an ordinal there
	particle                                  // begins sentences, and family names too
	lettering                                 // what is told apart by letters: type A, plan B
	dangling                                  // ends no sentence
	sloppy                                    // begins sentences also where capitals are left out
)

// A lexicon is what the rules know of words: lower-cased, without their last
// stop. In capitals are those that are abbreviations only when they begin with
// a capital letter.
type lexicon struct {
	kinds    map[string]wordKind
	capitals map[string]wordKind
}

// words is the lexicon, made when it is first asked for.
var words = sync.OnceValue(func() *lexicon {
	lex := &lexicon{kinds: make(map[string]wordKind, 2048), capitals: make(map[string]wordKind, 512)}
	for _, language := range abbreviations() {
		language.addTo(lex)
	}
	for _, list := range wordLists() {
		for word := range strings.FieldsSeq(list.words) {
			lex.kinds[word] |= list.kind
		}
	}
	return lex
})

// abbreviationLists are one language's abbreviations by their kind, parted by
// white space; inner spaces are left out ("z.B"). A word in capitals counts as
// one only with a capital.
type abbreviationLists struct {
	language                            string
	never, number, month, either, final string
	unit                                string
}

func (a abbreviationLists) addTo(lex *lexicon) {
	for _, list := range []wordList{{never, a.never}, {number, a.number}, {month, a.month}, {either, a.either}, {final, a.final}, {unit, a.unit}} {
		for word := range strings.FieldsSeq(list.words) {
			lower := strings.ToLower(word)
			if isUpper(firstRune(word)) {
				lex.capitals[lower] = preferred(lex.capitals[lower], list.kind)
			} else {
				lex.kinds[lower] = preferred(lex.kinds[lower], list.kind)
			}
		}
	}
}

// preferred joins what two languages say of one abbreviation: the kind that
// asks the next word, where they differ.
func preferred(old, kind wordKind) wordKind {
	if old&anyKind == 0 || old == kind {
		return old | kind
	}
	return old&^anyKind | either
}

// A wordList is words of one kind.
type wordList struct {
	kind  wordKind
	words string
}

// lookup finds the abbreviation kinds of word as it is written.
func (l *lexicon) lookup(word string) wordKind {
	var buf [lookahead]byte
	lower := lowered(buf[:0], word)
	if isUpper(firstRune(word)) {
		if kind := l.capitals[string(lower)] & anyKind; kind != 0 {
			return kind
		}
	}
	if isCapitals(word) {
		return l.kinds[string(lower)] & number // PR, IT: other words than pr, it
	}
	if isCapital(word) {
		return l.kinds[string(lower)] & anyKind &^ unit // F. Kone is no "f."
	}
	return l.kinds[string(lower)] & anyKind
}

// has reports whether word, in any case, is in the list kind.
func (l *lexicon) has(kind wordKind, word string) bool {
	var buf [lookahead]byte
	return l.kinds[string(lowered(buf[:0], word))]&kind != 0
}

// starts reports whether word, as written, begins a sentence.
func (l *lexicon) starts(word string) bool {
	return isUpper(firstRune(word)) && l.has(starter, word)
}

// lowered appends word to buf in lower case, without spaces and what cannot be
// seen.
func lowered(buf []byte, word string) []byte {
	for _, r := range word {
		if unicode.IsSpace(r) || r >= 0x300 && unicode.Is(unicode.Cf, r) {
			continue
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}

// kindOf is the kind of the abbreviation word, which begins at start: as a
// whole, else with the word before it ("p. ej", "ad es"), else its last part
// behind a hyphen, else 0.
func (l *lexicon) kindOf(text, word string, start, limit int) wordKind {
	kind := l.lookup(word)
	if kind != 0 && kind != either {
		return kind
	}
	gap := trimEnd(text, limit, start)
	if gap < start && gap > limit {
		end := gap
		if text[gap-1] == '.' {
			end--
		}
		if prev := wordBefore(text, end, limit); prev != "" && len(prev) < 8 {
			if kind := l.lookup(prev + "." + word); kind != 0 {
				return kind
			}
		}
	}
	if kind != 0 {
		return kind
	}
	if len(word) > 5 && strings.HasSuffix(word, "str") {
		return either // Bahnhofstr. 5
	}
	if n := strings.LastIndexByte(word, ' '); n > 0 && strings.Contains(word[n:], ".") {
		return l.lookup(word[n+1:]) // r. p.n.e.
	}
	if isUpper(firstRune(word)) && single(word) {
		return 0 // J.-P. is no page
	}
	last := word[strings.LastIndexAny(word, "-. ")+1:]
	if strings.Contains(word, "-") || isCaseless(firstRune(last)) {
		return l.lookup(last)
	}
	return 0
}
