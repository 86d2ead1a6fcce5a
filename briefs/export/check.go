package export

import (
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"obelus/briefs/markdown"
)

// A checker reads one block again with tokens in it, and tells whose tokens
// changed what it says or how it is built.
type checker struct {
	doc    *markdown.Document
	text   string // of the block's lines
	base   int    // where it begins in the brief text
	plain  reading
	marked reading // as it read last
}

// begin notes how block i of doc reads without marks, with the other blocks
// that the same lines give. What c noted before is forgotten.
func (c *checker) begin(doc *markdown.Document, i int) {
	lines := doc.Lines(i)
	c.doc, c.text, c.base = doc, doc.Text()[lines.Start:lines.End], lines.Start
	c.plain.clear(0)
	unmarked := &inlay{text: doc.Text()}
	for i > 0 && doc.Lines(i-1) == lines {
		i--
	}
	for ; i < doc.Blocks() && doc.Lines(i) == lines; i++ {
		c.plain.add(doc.Block(i), unmarked)
	}
}

// read gives how the block reads with tokens in it, until it is read again.
func (c *checker) read(tokens []token) *reading {
	l := newInlay(c.text, c.base, tokens)
	c.marked.clear(len(tokens))
	for _, b := range c.doc.FragmentBlocks(l.text) {
		c.marked.add(b, l)
	}
	return &c.marked
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
	blameCrossed(tokens, marked.within, bad)
	for i, t := range tokens {
		if !strings.HasPrefix(squeeze(marked.shown[i]), squeeze(t.visibly())) || marked.tags[i] != t.tag {
			bad[t.mark] = true
		}
	}
	return bad
}

// blameCrossed notes the marks with a tag that is not closed in the node that
// it was opened in. No two of our elements stand in one another, so each tag
// that opens one is followed by the one that closes it.
func blameCrossed(tokens []token, within []ast.Node, bad map[int]bool) {
	open := -1
	for i, t := range tokens {
		switch {
		case t.tag == "":
		case t.open:
			if open >= 0 {
				bad[tokens[open].mark] = true
			}
			open = i
		case open < 0 || tokens[open].mark != t.mark || within[open] != within[i]:
			bad[t.mark] = true
			open = -1
		default:
			open = -1
		}
	}
}

// squeeze is text without white space.
func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }
