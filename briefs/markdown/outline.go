package markdown

import (
	"context"
	"strings"

	"github.com/yuin/goldmark/ast"

	"obelus/model"
)

// A HeadingAt is a heading of the brief.
type HeadingAt struct {
	Text  string // its visible text
	Level int    // 1 to 6
	Span  model.Span
}

// Headings lists the brief's headings that stand by themselves, not in a quote
// or a list. It parses them and nothing else, and ends early when ctx does.
func (d *Document) Headings(ctx context.Context) []HeadingAt {
	var headings []HeadingAt
	for i, e := range d.entries {
		if e.kind != headingEntry {
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		b := d.peek(i)
		for _, p := range b.Parts {
			headings = append(headings, HeadingAt{b.Visible[p.Start:p.End], max(1, p.Level), p.Span})
		}
	}
	return headings
}

// A LinkAt is a link of the brief.
type LinkAt struct {
	Text        string // its visible text
	Destination string // as it is written: where it leads is the writer's word
	Span        model.Span
}

// Links lists the brief's links and images that lead somewhere, in source
// order. It parses every block, and ends early when ctx does.
func (d *Document) Links(ctx context.Context) []LinkAt {
	var links []LinkAt
	for i := range d.entries {
		if ctx.Err() != nil {
			return nil
		}
		b := d.peek(i)
		if b.Node == nil {
			continue
		}
		_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			destination := ""
			switch v := n.(type) {
			case *ast.Link:
				destination = string(v.Destination)
			case *ast.Image:
				destination = string(v.Destination)
			}
			if !entering || destination == "" {
				return ast.WalkContinue, nil
			}
			if span := b.spanBelow(n); !span.Empty() {
				start, end := b.VisibleRange(span)
				links = append(links, LinkAt{b.Visible[start:end], destination, span})
			}
			return ast.WalkSkipChildren, nil
		})
	}
	return links
}

// spanBelow is from the first to the last letter below n, in the brief text.
func (b *Block) spanBelow(n ast.Node) model.Span {
	var span model.Span
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering && !t.Segment.IsEmpty() {
			at := model.Span{Start: b.Base + t.Segment.Start, End: b.Base + t.Segment.Stop}
			if span.Empty() {
				span = at
			} else {
				span = hull(span, at)
			}
		}
		return ast.WalkContinue, nil
	})
	return span
}

// FootnotesIn lists the names of the footnotes that span cites, in source order.
func (d *Document) FootnotesIn(span model.Span) []string {
	var names []string
	for i := d.BlockAt(span.Start); i >= 0 && i < len(d.entries) && int(d.entries[i].start) < span.End; i++ {
		b := d.about(i, span)
		if b.Node == nil {
			continue
		}
		_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if ref, ok := n.(*FootnoteRef); ok && entering {
				// A footnote belongs to the words that it stands behind.
				if at := b.Base + ref.Segment.Start; span.Start < at && at <= span.End+1 {
					names = append(names, ref.Name)
				}
			}
			return ast.WalkContinue, nil
		})
	}
	return names
}

// FootnoteText is the definition of the footnote of that name, its visible text
// and where it stands; ok is false where the brief has none. Names are compared
// as link labels are.
func (d *Document) FootnoteText(name string) (text string, span model.Span, ok bool) {
	i, ok := d.defined()[footnoteKey(name)]
	if !ok {
		return "", model.Span{}, false
	}
	b := d.peek(i)
	if len(b.Parts) == 0 {
		return "", d.Extent(i), true
	}
	return b.Visible, model.Span{Start: b.Parts[0].Span.Start, End: b.Parts[len(b.Parts)-1].Span.End}, true
}

// FootnoteAt is the name of the footnote whose definition holds offset.
func (d *Document) FootnoteAt(offset int) (name string, ok bool) {
	i := d.BlockAt(offset)
	if i < 0 || d.entries[i].kind != footnoteEntry || !d.Extent(i).Contains(offset) {
		return "", false
	}
	return d.definedBy(i)
}

// definedBy is the name of the footnote that block i defines.
func (d *Document) definedBy(i int) (string, bool) {
	text := d.text[d.entries[i].start:d.entries[i].end]
	name, size := footnoteName([]byte(text[:min(len(text), maxFootnoteName+3)]))
	return name, size > 0
}

// readDefined finds the blocks that define footnotes, by the keys of their
// names; of two the first.
func (d *Document) readDefined() map[string]int {
	blocks := map[string]int{}
	for i, e := range d.entries {
		if e.kind != footnoteEntry {
			continue
		}
		if name, ok := d.definedBy(i); ok {
			if _, twice := blocks[footnoteKey(name)]; !twice {
				blocks[footnoteKey(name)] = i
			}
		}
	}
	return blocks
}

// CitedAt is where the footnote of that name is cited first; ok is false where
// it is not.
func (d *Document) CitedAt(name string) (offset int, ok bool) {
	for at := 0; ; at += 2 {
		i := strings.Index(d.text[at:], "[^")
		if i < 0 {
			return 0, false
		}
		at += i
		found, size := footnoteName([]byte(d.text[at:min(len(d.text), at+maxFootnoteName+3)]))
		if size == 0 || footnoteKey(found) != footnoteKey(name) {
			continue
		}
		if b := d.BlockAt(at); b >= 0 && (d.entries[b].kind != footnoteEntry || int(d.entries[b].start) != at) {
			return at, true
		}
	}
}
