package sentence

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// conjunctions open a clause, in the languages whose words white space parts.
// One too many is a stop more on the way; so words that mean something else in
// another language are in here too, unless they are among its commonest.
const conjunctions = `and but or nor yet so because as while whereas although though unless until since if when where which who whose that after before despite
und aber oder denn weil dass wenn während obwohl nachdem bevor damit sondern sowie wobei indem
og men eller fordi hvis mens selvom som och eller därför eftersom medan om
maar omdat terwijl hoewel zodat wanneer want
et mais ou car parce que qui dont puisque lorsque quand tandis afin
y pero porque que aunque mientras cuando donde sino
ma perché che mentre quando oppure affinché benché
mas porque embora enquanto quando
и но а или что чтобы потому если когда хотя который которая которое которые поскольку пока
че защото ако когато който която които
және бірақ немесе өйткені
και αλλά ή ότι γιατί επειδή ενώ όταν αν που
և և իսկ բայց որ եթե երբ քանի
और लेकिन या कि क्योंकि जब यदि
و ولكن لكن لأن أن حيث بينما إذا که اما زیرا اگر اور لیکن کیونکہ`

var isConjunction = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(conjunctions) {
		set[word] = true
	}
	return set
})

// Clauses lists the byte offsets at which a clause of the sentence text begins,
// the first (0) included: after commas, semicolons, colons and dashes, at
// opening quotation marks and brackets and after closing ones, before
// conjunctions and "as", "while", "because" and their like. They are in order,
// each at the first byte of a visible grapheme.
func Clauses(text string) []int {
	out := []int{0}
	add := func(i int) {
		if i > out[len(out)-1] && i < len(text) {
			out = append(out, i)
		}
	}
	pairs := pairUp(text)
	marks := pairs.marks()
	word := false // within a word
	for i := 0; i < len(text); {
		r, size := at(text, i)
		for len(marks) > 0 && marks[0].at < i {
			marks = marks[1:]
		}
		switch {
		case len(marks) > 0 && marks[0].at == i && marks[0].opens:
			add(i)
		case isContinue(r), len(marks) > 0 && marks[0].at == i, isDash(r) && !word:
			add(afterMark(text, i+size, r))
		case isWord(r) && !word && opensClause(text, i, out[len(out)-1]):
			add(i)
		}
		word = inWord(r) || word && isDash(r)
		i += size
	}
	return out
}

// afterMark is where the clause after the mark r begins, which ends at i: behind
// white space, or at once where the script sets none. It is -1 within numbers
// and before another mark.
func afterMark(text string, i int, r rune) int {
	next := skipSpace(text, i)
	first, _ := at(text, next)
	switch {
	case next == i && r < 0x2000 && !isDash(r):
		return -1
	case isWord(first), markKind(first) != 0, isSingle(first):
		return next
	}
	return -1
}

// opensClause reports whether a conjunction stands at i, not one that belongs
// to a comparison ("as well as") or a role ("as one of"). last is where the clause under way began.
func opensClause(text string, i, last int) bool {
	word := wordAt(text, i)
	if prev, _ := before(text, i); !unicode.IsSpace(prev) || !isConjunction()[strings.ToLower(word)] {
		return false
	}
	if word != "as" {
		return true
	}
	prev := wordBefore(text, trimEnd(text, last, i), last)
	next := wordAt(text, skipSpace(text, i+len(word)))
	return !hasField("well such far soon long much many same just", prev) && !hasField("well soon long far much many one a an part", next)
}

// hasField reports whether word is among words.
func hasField(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

// A pairMark is one mark of a pair.
type pairMark struct {
	at    int
	opens bool
}

// marks lists the marks of all pairs as they stand in the text.
func (p pairs) marks() []pairMark {
	out := make([]pairMark, 0, 2*len(p.all))
	for _, pair := range p.all {
		out = append(out, pairMark{pair.open, true}, pairMark{pair.close, false})
	}
	slices.SortFunc(out, func(a, b pairMark) int { return a.at - b.at })
	return out
}
