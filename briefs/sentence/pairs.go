package sentence

import (
	"strings"
	"unicode"
)

// How much of a pair is kept whole, in bytes. A bracket interrupts a sentence,
// so it is kept while it can be one. A quotation is kept with the words that
// name its speaker while the sentence, to the quotation's end, can be taken in
// at a glance; a longer one is read, and marked, sentence by sentence.
const (
	keepBracket = 600
	keepQuote   = 280
	maxDepth    = 32 // open pairs that are remembered
)

// A pair is an opening mark and the mark that closes it, by their offsets.
type pair struct {
	open, close int
	quote       bool
}

// pairs are the matched pairs of one text, in the order of their closing marks.
type pairs struct {
	all      []pair
	brackets []Range // outermost ones that can be kept whole, from after the opening mark to after the closing one
	quotes   []Range // the same of quotations
}

// pairUp matches brackets and quotation marks, never across a newline. Marks
// that open in one language and close in another are told apart by the spaces
// around them.
func pairUp(text string) pairs {
	var p pairs
	var stack []opened
	for i := 0; i < len(text); {
		c := text[i]
		if c < 0x80 && !pairing(c) {
			i++
			continue
		}
		r, size := at(text, i)
		kind := markKind(r)
		switch {
		case r == '\n':
			stack = stack[:0]
		case r == ',' && lowCommas(text, i):
			size = 2
			stack = push(stack, opened{i, size, '"'})
		case isSingle(r):
			if singleOpens(text, i, size) {
				stack = push(stack, opened{i, size, '\''})
			} else if next, _ := at(text, i+size); !isWord(next) {
				stack = p.closeAt(stack, i, i+size, '\'')
			}
		case kind != 0 && opens(text, i, size, r, stack):
			stack = push(stack, opened{i, size, kind})
		case kind != 0:
			stack = p.closeAt(stack, i, i+size, kind)
		}
		i += size
	}
	return p
}

// pairing reports whether the ASCII character c has to do with pairs.
func pairing(c byte) bool {
	switch c {
	case '"', '\'', '(', ')', '[', ']', '{', '}', ',', '\n':
		return true
	}
	return false
}

// push remembers o, forgetting the oldest where there are too many.
func push(stack []opened, o opened) []opened {
	if len(stack) == maxDepth {
		stack = stack[:copy(stack, stack[1:])]
	}
	return append(stack, o)
}

// lowCommas reports whether the commas at i stand for a low quotation mark:
// ,,so”.
func lowCommas(text string, i int) bool {
	prev, _ := before(text, i)
	next, _ := at(text, min(len(text), i+2))
	return i+1 < len(text) && text[i+1] == ',' && isWord(next) && (i == 0 || unicode.IsSpace(prev))
}

// isSingle reports whether r is a single quotation mark, or an apostrophe.
func isSingle(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '‚' }

// elisions are words that begin with an apostrophe.
const elisions = "em til till cause bout cos n er im twas tis tisn twill twere neath nuff"

// singleOpens reports whether the single quotation mark at i opens.
func singleOpens(text string, i, size int) bool {
	prev, _ := before(text, i)
	next, _ := at(text, i+size)
	if strings.HasPrefix(text[i:], "’") || unicode.IsDigit(next) || hasField(elisions, wordAt(text, i+size)) {
		return false // ’tis, the '90s, 'em
	}
	return (i == 0 || unicode.IsSpace(prev) || unicode.In(prev, unicode.Ps, unicode.Pi, unicode.Pd)) && isWord(next)
}

// opened is a mark that waits for the one that closes it.
type opened struct {
	at, size int
	kind     rune
}

// closeAt takes the nearest waiting mark of the kind off the stack, and what
// was left open inside it.
func (p *pairs) closeAt(stack []opened, at, end int, kind rune) []opened {
	for n := len(stack) - 1; n >= 0; n-- {
		o := stack[n]
		if o.kind != kind {
			continue
		}
		quote := kind == '"' || kind == '\''
		p.all = append(p.all, pair{o.at, at, quote})
		if inner := (Range{o.at + o.size, end}); quote && end-o.at <= keepQuote {
			p.quotes = keep(p.quotes, inner)
		} else if !quote && end-o.at <= keepBracket {
			p.brackets = keep(p.brackets, inner)
		}
		return stack[:n]
	}
	return stack
}

// keep adds r to kept, in place of what it encloses.
func keep(kept []Range, r Range) []Range {
	for len(kept) > 0 && kept[len(kept)-1].Start >= r.Start {
		kept = kept[:len(kept)-1]
	}
	return append(kept, r)
}

// markKind is the kind of pair that r belongs to: '"' for quotation marks, the
// opening bracket for brackets, 0 for none.
func markKind(r rune) rune {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '‹', '›', '「', '」', '『', '』', '〝', '〞', '〟', '＂':
		return '"'
	case '(', ')', '（', '）', '﹙', '﹚':
		return '('
	case '{', '}':
		return '{'
	case '[', ']', '［', '］', '【', '】', '〔', '〕':
		return '['
	}
	return 0
}

// opens reports whether the mark r at i opens a pair.
func opens(text string, i, size int, r rune, stack []opened) bool {
	switch r {
	case '"', '＂', '“', '”', '«', '»', '‹', '›':
		return quoteOpens(text, i, size, r, stack)
	}
	return unicode.In(r, unicode.Ps, unicode.Pi)
}

// quoteOpens tells by the neighbours whether a quotation mark opens: „so“ in
// German, »so« in Danish, ”so” in Swedish, « so » in French.
func quoteOpens(text string, i, size int, r rune, stack []opened) bool {
	prev, _ := before(text, i)
	next, _ := at(text, i+size)
	left := i == 0 || unicode.IsSpace(prev) || unicode.In(prev, unicode.Ps, unicode.Pi, unicode.Pd)
	right := next == 0 || unicode.IsSpace(next) || unicode.In(next, unicode.Pe, unicode.Pf, unicode.Po)
	switch {
	case left && !right:
		return true
	case right && !left:
		return false
	case r == '«' || r == '‹':
		return true
	case r == '»' || r == '›':
		return false
	}
	for n := len(stack) - 1; n >= 0; n-- {
		if stack[n].kind == '"' {
			return false
		}
	}
	return r != '”' || left
}

// closing is the pair whose closing mark stands at i; ok is false where none
// does. from is where to begin to look; it is moved on.
func (p *pairs) closing(i int, from *int) (pair, bool) {
	for *from < len(p.all) && p.all[*from].close < i {
		*from++
	}
	for n := *from; n < len(p.all) && p.all[n].close == i; n++ {
		return p.all[n], true
	}
	return pair{}, false
}

// enclosing is the first of kept, from from on, that ends behind i; ok tells
// whether i lies in it. from is moved on.
func enclosing(kept []Range, i int, from *int) (r Range, ok bool) {
	for *from < len(kept) && kept[*from].End <= i {
		*from++
	}
	if *from == len(kept) {
		return Range{}, false
	}
	r = kept[*from]
	return r, r.Start <= i
}
