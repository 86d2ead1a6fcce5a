package page

import (
	"strconv"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"
	"golang.org/x/text/cases"
)

// A decoder reads what glamour returned into lines of cells.
type decoder struct {
	lineSetter
	press  *press
	parser *xansi.Parser
	pen    uv.Style
	style  StyleID

	marker int    // the marker that the text is in, -1 outside
	last   int    // the marker that was walked last
	next   int    // the atom that its next grapheme begins
	end    int    // behind the marker's atoms
	rest   string // of the atom before next: what is still to come of it
}

func (p *press) decode(out string) [][]Cell {
	d := &decoder{lineSetter: p.lineSetter(), press: p, parser: xansi.GetParser(), marker: -1, last: -1}
	defer xansi.PutParser(d.parser)
	var state byte
	for len(out) > 0 {
		seq, width, n, next := xansi.DecodeSequence(out, state, d.parser)
		state = next
		d.read(seq, width)
		out = out[n:]
	}
	d.newline()
	return d.lines
}

// read takes one grapheme or escape in. Escapes that are neither styles nor
// hyperlinks, and controls, end here.
func (d *decoder) read(seq string, width int) {
	switch {
	case seq == "\n":
		d.newline()
	case xansi.HasCsiPrefix(seq):
		if d.parser.Command() == 'm' {
			uv.ReadStyle(d.parser.Params(), &d.pen)
			d.style = d.press.styles.id(d.pen)
		}
	case xansi.HasOscPrefix(seq):
		d.enter(d.parser.Data())
	case seq == breakHint, width == 0 && isControl(seq):
	default:
		d.grapheme(seq, width)
	}
}

func isControl(seq string) bool {
	return seq == "" || seq[0] < ' ' || seq[0] == 0x7f
}

// enter follows a hyperlink: into a marker of this press, or out of it. A
// marker that goes on behind a line break is not begun again.
func (d *decoder) enter(data []byte) {
	d.marker = -1
	var link uv.Link
	uv.ReadLink(data, &link)
	number, ok := strings.CutPrefix(link.Params, d.press.nonce+":")
	if !ok {
		return
	}
	marker, err := strconv.Atoi(number)
	if err != nil || marker < 0 || marker >= len(d.press.starts) {
		return
	}
	d.marker = marker
	if marker == d.last {
		return
	}
	d.last, d.rest = marker, ""
	d.next, d.end = d.press.starts[marker], len(d.press.atoms)
	if marker+1 < len(d.press.starts) {
		d.end = d.press.starts[marker+1]
	}
}

func (d *decoder) grapheme(text string, width int) {
	source, link := added(), linkID(0)
	if d.marker >= 0 {
		if a, ok := d.take(text); ok {
			if a.text == text {
				text = a.text
			}
			source, link = a.source, d.press.links.id(a.look.link)
		}
	}
	if d.press.method != xansi.GraphemeWidth && len(text) > 1 {
		width = d.press.method.StringWidth(text)
	}
	if d.line == nil {
		d.line = make([]Cell, 0, min(96, len(d.press.atoms)-d.next+1))
	}
	c := newCell(kept(text), width, d.style, source)
	c.link = link
	d.add(c)
}

// take walks the marker's atoms to the one that text shows. White space is
// passed over where wrapping swallowed it. A style may have changed the case
// of a letter, and with it the number of letters.
func (d *decoder) take(text string) (atom, bool) {
	if d.rest != "" {
		if rest, ok := cutFolded(d.rest, text); ok {
			d.rest = rest
			return d.press.atoms[d.next-1], true
		}
	}
	for i := d.next; i < d.end; i++ {
		a := d.press.atoms[i]
		if a.text == "" { // an image without a text
			continue
		}
		if a.text == text || strings.TrimLeft(a.text, " ") == text { // a mark on a space that ended a line
			d.next, d.rest = i+1, ""
			return a, true
		}
		if rest, ok := cutFolded(a.text, text); ok {
			d.next, d.rest = i+1, rest
			return a, true
		}
		if merged, n := d.merge(text, i); n > 0 {
			d.next, d.rest = i+n, ""
			return merged, true
		}
		if !isSpace(a.text) {
			break
		}
	}
	return atom{}, false
}

// merge is the atoms from i on that make up text together, and their number: a
// replaced control joins with the combining letter behind it.
func (d *decoder) merge(text string, i int) (atom, int) {
	merged := d.press.atoms[i]
	for n := 0; i+n < d.end; n++ {
		a := d.press.atoms[i+n]
		rest, ok := strings.CutPrefix(text, a.text)
		if !ok || a.text == "" {
			return atom{}, 0
		}
		if a.source.Start >= 0 {
			merged.source.End = a.source.End
		}
		if text = rest; text == "" {
			return merged, n + 1
		}
	}
	return atom{}, 0
}

// cutFolded takes text off the beginning of word, whatever their case.
func cutFolded(word, text string) (rest string, ok bool) {
	if rest, ok := strings.CutPrefix(word, text); ok {
		return rest, true
	}
	if word[0] < 0x80 && text[0] < 0x80 && len(word) == 1 && len(text) == 1 {
		return "", strings.EqualFold(word, text)
	}
	fold := cases.Fold()
	return strings.CutPrefix(fold.String(word), fold.String(text))
}
