package export

import (
	"sort"
	"strings"

	"obelus/briefs/markdown"
)

// A checker reads one block again with tokens in it, and tells whose tokens
// changed what it says or how it is built.
type checker struct {
	doc   *markdown.Document
	text  string // of the block's lines
	base  int    // where it begins in the brief text
	plain reading
}

// newChecker notes how block i reads without marks, with the other blocks that
// the same lines give.
func newChecker(doc *markdown.Document, i int) *checker {
	lines := doc.Lines(i)
	c := &checker{doc: doc, text: doc.Text()[lines.Start:lines.End], base: lines.Start}
	unmarked := &inlay{text: doc.Text()}
	for i > 0 && doc.Lines(i-1) == lines {
		i--
	}
	for ; i < doc.Blocks() && doc.Lines(i) == lines; i++ {
		c.plain.add(doc.Block(i), unmarked)
	}
	return c
}

// read gives how the block reads with tokens in it.
func (c *checker) read(tokens []token) reading {
	l := newInlay(c.text, c.base, tokens)
	r := reading{shown: make([]string, len(tokens))}
	frag := c.doc.Fragment(l.text)
	for i := range frag.Blocks() {
		r.add(frag.Block(i), l)
	}
	return r
}

// check puts tokens, which are in order, into the block, and lists the marks
// whose tokens do not stand there as nothing but themselves; none: all is well.
func (c *checker) check(tokens []token) map[int]bool {
	marked := c.read(tokens)
	bad := make(map[int]bool)
	blame := func(at int) {
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i].at >= at })
		if i < len(tokens) {
			bad[tokens[i].mark] = true
		}
		if i > 0 {
			bad[tokens[i-1].mark] = true
		}
	}
	differLetters(c.plain.letters, marked.letters, blame)
	differNodes(c.plain.nodes, marked.nodes, blame)
	for i, t := range tokens {
		if !strings.HasPrefix(squeeze(marked.shown[i]), squeeze(visibly(t.text))) {
			bad[t.mark] = true
		}
	}
	return bad
}

// visibly is what must be seen of a token: all before its footnote, without
// the asterisks.
func visibly(token string) string {
	token, _, _ = strings.Cut(token, "[^")
	return strings.ReplaceAll(token, "*", "")
}

// squeeze is text without white space.
func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }
