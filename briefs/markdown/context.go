package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// definitions are what a brief defines in one place and uses in any other: the
// targets of its reference links, and its footnotes. Keys are folded as
// CommonMark folds link labels.
type definitions struct {
	links     map[string]parser.Reference
	footnotes map[string]bool
}

func newDefinitions() *definitions {
	return &definitions{links: map[string]parser.Reference{}, footnotes: map[string]bool{}}
}

// A parseContext is goldmark's parse context for one group of blocks, with the whole
// brief's definitions behind it.
type parseContext struct {
	parser.Context
	defs       *definitions
	collect    bool     // add to defs what is met
	boundaries bool     // the index is being made: only where blocks begin and end is wanted
	graft      ast.Node // what graftParser hands to the inline phase
}

// context is a context that has been used before, where there is one: goldmark's
// is large, and most blocks are small. Who is done with it gives it to release.
func (g *grammar) context(defs *definitions) *parseContext {
	if pc, ok := g.contexts.Get().(*parseContext); ok {
		pc.defs = defs
		return pc
	}
	return newContext(defs, false)
}

// release keeps pc for the next one, unless something is left in it.
func (g *grammar) release(pc *parseContext) {
	if pc.collect || pc.boundaries || len(pc.OpenedBlocks()) > 0 || pc.LastDelimiter() != nil || pc.FirstDelimiter() != nil {
		return
	}
	for key := range parser.ContextKeyMax + 1 {
		pc.Set(key, nil)
	}
	pc.SetOpenedBlocks(nil)
	pc.SetBlockOffset(-1)
	pc.SetBlockIndent(-1)
	pc.defs, pc.graft = nil, nil
	g.contexts.Put(pc)
}

func newContext(defs *definitions, collect bool) *parseContext {
	return &parseContext{Context: parser.NewContext(), defs: defs, collect: collect}
}

// AddReference implements parser.Context: the first definition of a label wins.
func (c *parseContext) AddReference(ref parser.Reference) {
	if !c.collect {
		return
	}
	key := util.ToLinkReference(ref.Label())
	if _, ok := c.defs.links[key]; !ok {
		c.defs.links[key] = parser.NewReference(bytes.Clone(ref.Label()), bytes.Clone(ref.Destination()), bytes.Clone(ref.Title()))
	}
}

// Reference implements parser.Context.
func (c *parseContext) Reference(label string) (parser.Reference, bool) {
	ref, ok := c.defs.links[label]
	return ref, ok
}

func (c *parseContext) addFootnote(name string) {
	if c.collect {
		c.defs.footnotes[footnoteKey(name)] = true
	}
}

func footnoteKey(name string) string { return util.ToLinkReference([]byte(name)) }
