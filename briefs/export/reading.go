package export

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"obelus/briefs/markdown"
)

// Letters are a stretch of visible text and where it stands in the brief text.
type letters struct {
	at    int
	text  string
	exact bool // byte for byte, so that it can be cut anywhere
	part  markdown.PartKind
	level int // of a heading
}

// cut takes n bytes off the front; all of it where it cannot be cut.
func (l letters) cut(n int) (rest letters, ok bool) {
	if !l.exact || n >= len(l.text) {
		return letters{}, false
	}
	l.at += n
	l.text = l.text[n:]
	return l, true
}

// A node is a piece of structure: where it begins in the brief text, how deep,
// and what makes it what it is, besides its text.
type node struct {
	at           int
	depth, level int32 // level: of a heading or an emphasis; a list's first number
	kind         int32 // an ast.NodeKind; 0 is a whole block
	ends         bool  // its end, not its beginning
	marker       byte  // of a list
	tight        bool
	leads        string // a link's or an image's target and title
}

// A reading is how a block reads: its letters and its structure, in the order
// of the source, and what is seen of each insertion.
type reading struct {
	letters []letters
	nodes   []node
	shown   []string
	tags    []string   // the raw tags in each insertion
	within  []ast.Node // what those stand in
}

// clear forgets all but the memory of r, for a text with n insertions.
func (r *reading) clear(n int) {
	clear(r.letters)
	clear(r.nodes)
	clear(r.shown)
	clear(r.tags)
	clear(r.within)
	r.letters, r.nodes = r.letters[:0], r.nodes[:0]
	r.shown = slices.Grow(r.shown[:0], n)[:n]
	r.tags = slices.Grow(r.tags[:0], n)[:n]
	r.within = slices.Grow(r.within[:0], n)[:n]
}

// add reads b, a block of the text of l.
func (r *reading) add(b *markdown.Block, l *inlay) {
	at, _, _ := l.origin(b.Span.Start)
	r.nodes = append(r.nodes, node{at: at})
	r.addLetters(b, l)
	r.addNodes(b, l, at)
}

// addLetters notes b's letters and what is seen of the insertions.
func (r *reading) addLetters(b *markdown.Block, l *inlay) {
	part := 0
	for _, run := range b.Runs() {
		for part < len(b.Parts)-1 && b.Parts[part].End <= run.Visible {
			part++
		}
		var p markdown.Part
		if part < len(b.Parts) {
			p = b.Parts[part]
		}
		text := b.Visible[run.Visible : run.Visible+run.N]
		for source := run.Source; text != ""; {
			at, i, own := l.origin(source)
			n := len(text)
			if run.Exact {
				n = min(n, l.until(source)-source)
			}
			if own {
				r.shown[i] += text[:n]
			} else {
				r.letters = append(r.letters, letters{at, text[:n], run.Exact, p.Kind, p.Level})
			}
			source += n
			text = text[n:]
		}
	}
}

// addNodes notes b's structure but for what stands in the insertions: where
// each node begins, and for an inline one what its last letter is. b begins at
// start of the brief text.
func (r *reading) addNodes(b *markdown.Block, l *inlay, start int) {
	begun, seen := start, start // where the last node began; where the last letter ended
	depth := 0
	_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok {
			if entering && !t.Segment.IsEmpty() {
				seen = l.behind(b.Base + t.Segment.Stop - 1)
			}
			return ast.WalkContinue, nil
		}
		at, _, own := begun, 0, false
		if pos := n.Pos(); pos >= 0 {
			var i int
			at, i, own = l.origin(b.Base + pos)
			if raw, ok := n.(*ast.RawHTML); ok && own && entering {
				r.tags[i] += string(raw.Segments.Value(b.Source))
				r.within[i] = n.Parent()
			}
		}
		if own && n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if !entering {
			depth--
			if n.Type() == ast.TypeInline {
				r.nodes = append(r.nodes, node{at: max(begun, seen), kind: int32(n.Kind()), ends: true})
			}
			return ast.WalkContinue, nil
		}
		begun = max(begun, at)
		depth++
		r.nodes = append(r.nodes, describe(n, begun, depth))
		return ast.WalkContinue, nil
	})
}

// describe notes n, which begins at offset of the brief text.
func describe(n ast.Node, at, depth int) node {
	d := node{at: at, depth: int32(depth), kind: int32(n.Kind())}
	switch n := n.(type) {
	case *ast.Heading:
		d.level = int32(n.Level)
	case *ast.Emphasis:
		d.level = int32(n.Level)
	case *ast.Link:
		d.leads = string(n.Destination) + "\x00" + string(n.Title)
	case *ast.Image:
		d.leads = string(n.Destination) + "\x00" + string(n.Title)
	case *ast.List:
		d.level, d.marker, d.tight = int32(n.Start), n.Marker, n.IsTight
	}
	return d
}

// differLetters calls blame with the offset of every stretch that stands in
// one of two readings only. Both are in the order of their offsets.
func differLetters(a, b []letters, blame func(at int)) {
	var x, y letters // what is left of the heads
	for next(&x, &a) && next(&y, &b) {
		switch {
		case x.at < y.at:
			blame(x.at)
			x, _ = x.cut(y.at - x.at)
		case y.at < x.at:
			blame(y.at)
			y, _ = y.cut(x.at - y.at)
		case x.exact && y.exact:
			n := min(len(x.text), len(y.text))
			if x.text[:n] != y.text[:n] || x.part != y.part || x.level != y.level {
				blame(x.at)
			}
			x, _ = x.cut(n)
			y, _ = y.cut(n)
		default:
			if x != y {
				blame(x.at)
			}
			x, y = letters{}, letters{}
		}
	}
	for _, rest := range []struct {
		head letters
		list []letters
	}{{x, a}, {y, b}} {
		for next(&rest.head, &rest.list) {
			blame(rest.head.at)
			rest.head = letters{}
		}
	}
}

// next makes sure that head holds something, from list; false at its end.
func next(head *letters, list *[]letters) bool {
	for head.text == "" {
		if len(*list) == 0 {
			return false
		}
		*head, *list = (*list)[0], (*list)[1:]
	}
	return true
}

// differNodes is differLetters for structure.
func differNodes(a, b []node, blame func(at int)) {
	for len(a) > 0 && len(b) > 0 {
		x, y := a[0], b[0]
		if x != y {
			blame(min(x.at, y.at))
		}
		if x.at <= y.at {
			a = a[1:]
		}
		if y.at <= x.at {
			b = b[1:]
		}
	}
	for _, rest := range a {
		blame(rest.at)
	}
	for _, rest := range b {
		blame(rest.at)
	}
}
