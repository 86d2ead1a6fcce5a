package export

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A weave is a brief text with what marks put into it.
type weave struct {
	tokens []token       // in order
	tail   []int         // marks that can only be named behind the whole text
	closer string        // ends what the text leaves open: a fence, a comment
	quotes []model.Quote // of the marks
}

// A weaver sets the signs of marks, block by block, and reads each block again
// with them in it: what changes the block is set differently, and what cannot
// be set is named behind it.
type weaver struct {
	doc   *markdown.Document
	signs []sign
	style MarksStyle
	spare sync.Pool // of *checker, for their memory
}

// newWeave puts marks, which are in document order, into doc's text. Blocks are
// read again side by side: no block's signs depend on another's.
func newWeave(doc *markdown.Document, marks []model.Mark, signs []sign, style MarksStyle) weave {
	w := &weaver{doc: doc, signs: signs, style: style}
	out := weave{closer: closer(doc), quotes: make([]model.Quote, len(marks))}
	if doc.Blocks() == 0 {
		for i := range marks {
			out.tail = append(out.tail, i)
		}
		return out
	}
	plan := w.share(marks)
	touched := slices.Sorted(maps.Keys(plan))
	woven := make([]weave, len(touched))
	sideBySide(len(touched), func(i int) {
		block := touched[i]
		woven[i] = w.block(block, plan[block], out.closer != "" && block == doc.Blocks()-1)
		for _, s := range plan[block] {
			if s.last { // now, for this block is still at hand
				out.quotes[s.mark] = doc.Quote(s.span)
			}
		}
	})
	size := 0
	for _, b := range woven {
		size += len(b.tokens)
	}
	out.tokens = make([]token, 0, size)
	for _, b := range woven {
		out.tokens = append(out.tokens, b.tokens...)
		out.tail = append(out.tail, b.tail...)
	}
	slices.SortStableFunc(out.tokens, compareTokens)
	return out
}

// share deals each mark out to the blocks that it has words in. A mark over
// very many blocks is put into the first and the last of them only.
func (w *weaver) share(marks []model.Mark) map[int][]*share {
	plan := make(map[int][]*share)
	for i, m := range marks {
		first, last := w.doc.BlockAt(m.Span.Start), w.doc.BlockAt(max(m.Span.Start, m.Span.End-1))
		for _, b := range ends(first, max(first, last)+1) {
			plan[b] = append(plan[b], &share{mark: i, span: m.Span, last: b == max(first, last)})
		}
	}
	return plan
}

// Rounds bounds how often one block is read again; a large one less often.
const (
	rounds      = 16
	largeRounds = 4
	largeBlock  = 256 << 10
)

// block sets the signs of block i. What stands behind an endless block can only
// be named behind the whole text.
func (w *weaver) block(i int, shares []*share, endless bool) weave {
	b := w.doc.Block(i)
	o := newOutline(b)
	for _, s := range shares {
		s.cut(b, o)
	}
	left := rounds
	if b.Span.Len() > largeBlock {
		left = largeRounds
	}
	out := weave{tokens: w.settle(b, o, shares, left)}
	line := w.behind(i, shares)
	if !endless {
		out.tokens = append(out.tokens, line...)
		return out
	}
	for _, t := range line {
		out.tail = append(out.tail, t.mark)
	}
	return out
}

// settle tries ways for the shares of b, whose outline is o, until the block
// reads as before, and gives the tokens that stand in it.
func (w *weaver) settle(b *markdown.Block, o *outline, shares []*share, left int) []token {
	c, ok := w.spare.Get().(*checker)
	if !ok {
		c = &checker{}
	}
	defer w.spare.Put(c)
	c.begin(w.doc, b.Index)
	for ; left > 0; left-- {
		tokens := w.tokensOf(b, o, shares)
		if len(tokens) == 0 {
			return nil
		}
		bad := c.check(tokens)
		if len(bad) == 0 {
			return tokens
		}
		for _, s := range shares {
			if bad[s.mark] && s.way < behind {
				s.way++
				if left <= 2 {
					s.way = behind
				}
			}
		}
	}
	tokens := w.tokensOf(b, o, shares)
	if len(tokens) > 0 && len(c.check(tokens)) == 0 {
		return tokens
	}
	for _, s := range shares {
		s.way = behind
	}
	return nil
}

func (w *weaver) tokensOf(b *markdown.Block, o *outline, shares []*share) []token {
	if w.style.flat() {
		flatten(b, o, shares)
	}
	var tokens []token
	for _, s := range shares {
		tokens = append(tokens, s.tokens(w.style, w.signs[s.mark], w.doc.Text())...)
	}
	slices.SortStableFunc(tokens, compareTokens)
	return tokens
}

// behind names, in a line of its own behind block i, the marks that end there
// and have no letter in it.
func (w *weaver) behind(i int, shares []*share) []token {
	text := w.doc.Text()
	at := lineEnd(text, w.doc.Extent(i))
	var line []token
	for _, s := range shares {
		if s.way != behind || !s.last {
			continue
		}
		lead := " "
		if len(line) == 0 {
			lead = "\n\n" + above + " "
		}
		line = append(line, token{at: at, text: lead + w.signs[s.mark].alone(), mark: s.mark, open: true, near: -s.mark})
	}
	if len(line) > 0 && !blankNext(text, at) {
		line[len(line)-1].text += "\n"
	}
	return line
}

// above begins a line of letters that belong to the block above it.
const above = "↑"

// lineEnd is the end of the last line of extent that holds anything.
func lineEnd(text string, extent model.Span) int {
	at := extent.Start + len(strings.TrimRight(text[extent.Start:extent.End], " \t\n"))
	if end := strings.IndexByte(text[at:], '\n'); end >= 0 {
		return at + end
	}
	return len(text)
}

// blankNext reports whether the line behind the one that ends at offset is
// blank or missing.
func blankNext(text string, at int) bool {
	if at >= len(text) {
		return true
	}
	next, _, _ := strings.Cut(text[at+1:], "\n")
	return strings.TrimSpace(next) == ""
}

// closer is what has to stand behind doc's text so that what follows is no part
// of its last block: the end of a fence, a comment or a raw tag.
func closer(doc *markdown.Document) string {
	if doc.Blocks() == 0 {
		return ""
	}
	text := doc.Text()[doc.Lines(doc.Blocks()-1).Start:]
	for _, c := range closers(text) {
		if endsBlock(doc, text+c) {
			return c
		}
	}
	return ""
}

// closers lists what could end a block: nothing, the fence that it begins
// with, and what ends the kinds of HTML block (CommonMark 0.31, 4.6).
func closers(text string) []string {
	list := []string{""}
	first, _, _ := strings.Cut(strings.TrimLeft(text, " "), "\n")
	for _, c := range []string{"`", "~"} {
		if n := len(first) - len(strings.TrimLeft(first, c)); n >= 3 {
			list = append(list, "\n"+strings.Repeat(c, n))
		}
	}
	for _, c := range []string{"-->", "?>", ">", "]]>", "</script>", "</pre>", "</style>", "</textarea>"} {
		list = append(list, "\n"+c)
	}
	return list
}

// endsBlock reports whether a paragraph behind text is a block of its own.
func endsBlock(doc *markdown.Document, text string) bool {
	f := doc.Fragment(text + "\n\nprobe\n")
	n := f.Blocks()
	return n > 1 && f.Extent(n-1).Start > len(text)
}
