package page

import (
	"html"
	"regexp"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"obelus/briefs/markdown"
)

// A mender makes differences in a tree.
type mender struct {
	*tree
	block *markdown.Block
	want  differences
	html  int // how many HTML blocks there were
}

// has reports whether d is wanted, and notes that it was there to be made.
func (m *mender) has(d differences) bool {
	if m.want&d != 0 {
		m.made |= d
	}
	return m.want&d != 0
}

func (m *mender) mend() {
	var nodes []ast.Node
	_ = ast.Walk(m.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range nodes {
		m.node(n)
	}
}

func (m *mender) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		m.text(n)
	case *ast.Link:
		if m.has(linkTargets) {
			n.Destination = []byte("#")
		}
	case *ast.Image:
		if m.has(linkTargets) {
			n.Destination = nil
		}
		//lint:ignore SA1019 it is what glamour asks
		if len(n.Text(m.source)) == 0 && m.has(wordless) {
			n.AppendChild(n, m.newText(string(nothing)))
		}
	case *ast.AutoLink:
		if m.has(bareLinks) {
			n.Parent().ReplaceChild(n.Parent(), n, m.newText(protected.Replace(string(n.Label(m.source)))))
		}
	case *ast.RawHTML:
		if m.has(rawHTML) {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	case *ast.HTMLBlock:
		m.html++
		if m.has(rawHTML) {
			n.Parent().ReplaceChild(n.Parent(), n, m.words(m.htmlWords(m.html-1)))
		}
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		if n.Parent().Kind() == ast.KindListItem && n.NextSibling() != nil && m.has(itemParagraphs) {
			n.AppendChild(n, m.newText("\n\n"))
		}
	case *ast.FencedCodeBlock:
		m.code(n.Lines())
		n.Info = m.newText(plainText)
	case *ast.CodeBlock:
		m.code(n.Lines())
		fenced := ast.NewFencedCodeBlock(m.newText(plainText))
		fenced.SetLines(n.Lines())
		n.Parent().ReplaceChild(n.Parent(), n, fenced)
	case *east.Table:
		if m.has(tables) {
			m.table(n)
		}
	}
}

// text makes what differs in running words: breaks, escapes and controls.
func (m *mender) text(n *ast.Text) {
	inCode := n.Parent().Kind() == ast.KindCodeSpan
	if n.SoftLineBreak() || n.HardLineBreak() {
		if m.has(lineBreaks) && !n.HardLineBreak() && !inCode {
			n.SetSoftLineBreak(false)
			n.Parent().InsertAfter(n.Parent(), n, m.newText(" "))
		}
	}
	words := string(n.Segment.Value(m.source))
	was := words
	if strings.ContainsAny(words, `\&`) && m.has(decodings) {
		if !inCode {
			words = decoded(words)
		}
		words = protected.Replace(words)
	}
	if strings.ContainsFunc(words, forbiddenInText) && m.has(controls) {
		words = shown(words)
	}
	if strings.Contains(words, "\t") && m.has(tabs) {
		words = strings.ReplaceAll(words, "\t", " ")
	}
	if words != was {
		n.Segment = m.segment(words)
	}
}

// plainText is the language that all code is given as: looks are not compared,
// and chroma takes milliseconds to find out that it does not know one.
const plainText = "text"

// code makes what differs in a code block's lines.
func (m *mender) code(lines *text.Segments) {
	for i := range lines.Len() {
		segment := lines.At(i)
		line, end := strings.CutSuffix(string(segment.Value(m.source)), "\n")
		was := line
		if strings.Contains(line, "\t") && m.has(tabs) {
			line = expanded(line)
		}
		if strings.ContainsFunc(line, forbiddenInText) && m.has(controls) {
			line = shown(line)
		}
		if line != was {
			if end {
				line += "\n"
			}
			lines.Set(i, m.segment(line))
		}
	}
}

// table puts the cells of a table in its place, each as a paragraph.
func (m *mender) table(t *east.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			p := ast.NewParagraph()
			for inner := c.FirstChild(); inner != nil; inner = c.FirstChild() {
				p.AppendChild(p, inner)
			}
			t.Parent().InsertBefore(t.Parent(), t, p)
		}
	}
	t.Parent().RemoveChild(t.Parent(), t)
}

// htmlWords is the visible text of the block's nth HTML block.
func (m *mender) htmlWords(nth int) string {
	var blocks []*ast.HTMLBlock
	_ = ast.Walk(m.block.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.HTMLBlock); ok && entering {
			blocks = append(blocks, h)
		}
		return ast.WalkContinue, nil
	})
	if nth >= len(blocks) || blocks[nth].Lines().Len() == 0 {
		return ""
	}
	lines := blocks[nth].Lines()
	from, to := m.block.Base+lines.At(0).Start, m.block.Base+lines.At(lines.Len()-1).Stop
	if blocks[nth].HasClosure() {
		to = max(to, m.block.Base+blocks[nth].ClosureLine.Stop)
	}
	var words []string
	for _, part := range m.block.Parts {
		if part.Kind == markdown.HTMLPart && from <= part.Span.Start && part.Span.Start < to {
			words = append(words, m.block.Visible[part.Start:part.End])
		}
	}
	return strings.Join(words, "\n")
}

// words is a paragraph of words, line by line.
func (m *mender) words(words string) *ast.Paragraph {
	p := ast.NewParagraph()
	if words == "" {
		return p
	}
	p.AppendChild(p, m.newText(protected.Replace(shown(words))))
	return p
}

// newText is words for glamour, which stand behind the source.
func (m *mender) newText(words string) *ast.Text { return ast.NewTextSegment(m.segment(words)) }

func (m *mender) segment(words string) text.Segment {
	start := len(m.source)
	m.source = append(m.source, words...)
	return text.NewSegment(start, len(m.source))
}

// Signs of the private use area stand for those that glamour would read once
// more, and for a word that is not there.
const (
	ampersand = '\uf8f0'
	backslash = '\uf8f1'
	nothing   = '\uf8f2'
)

var (
	protected = strings.NewReplacer("&", string(ampersand), `\`, string(backslash))
	restored  = strings.NewReplacer(string(ampersand), "&", string(backslash), `\`, string(nothing), "")
)

var escapes = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]+);")

// decoded is words with escapes and entities read once.
func decoded(words string) string {
	return escapes.ReplaceAllStringFunc(words, func(s string) string {
		if s[0] == '\\' {
			return s[1:]
		}
		return html.UnescapeString(s)
	})
}

// expanded is a line of code with spaces up to each tab stop.
func expanded(line string) string {
	var b strings.Builder
	column := 0
	for _, r := range line {
		if r != '\t' {
			b.WriteRune(r)
			column += xansi.StringWidth(string(r))
			continue
		}
		n := tabWidth - column%tabWidth
		b.WriteString(strings.Repeat(" ", n))
		column += n
	}
	return b.String()
}
