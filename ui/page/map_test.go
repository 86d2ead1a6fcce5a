package page

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// A mapping is what going from the brief text to the page and back gave.
type mapping struct {
	letters  int // of the visible text, by grapheme, white space aside
	problems []string
}

// mapLetters goes from each step-th letter of p's document to its cell and
// back: Locate gives a cell that shows it, and Offset that cell's own place.
func mapLetters(p *Page, step int) mapping {
	var m mapping
	n := 0
	for i := range p.doc.Blocks() {
		b := p.doc.Block(i)
		for clusters := graphemes.FromString(b.Visible); clusters.Next(); {
			if hidden(clusters.Value()) {
				continue
			}
			m.letters++
			if n++; n%step == 0 {
				m.letter(p, b, clusters.Start(), clusters.End())
			}
		}
	}
	return m
}

// hidden reports whether letter shows nothing of its own.
func hidden(letter string) bool {
	for _, r := range letter {
		if !unicode.IsSpace(r) && r != 0x200b && r != 0xfeff {
			return false
		}
	}
	return true
}

// letter follows the letter [from, to) of b.
func (m *mapping) letter(p *Page, b *markdown.Block, from, to int) {
	span := b.SourceSpan(from, to)
	pos, col, shown := p.Locate(span.Start)
	rows := p.Lay(pos.Block).Rows
	if !shown || pos.Row >= len(rows) {
		m.problem("is not found")
		return
	}
	c := cellAt(rows[pos.Row], col)
	switch {
	case c == nil:
		m.problem("%q at %v is on no cell: row %v, column %d", b.Visible[from:to], span, pos, col)
	case !c.Source().Contains(span.Start):
		m.problem("%q at %v is on %q, which is %v", b.Visible[from:to], span, c.Text, c.Source())
	default:
		if back, ok := p.Offset(pos, col); !ok || back != c.Source().Start {
			m.problem("%q at %v: column %d is %d, want %d", b.Visible[from:to], span, col, back, c.Source().Start)
		}
		if c.Source().Start == span.Start {
			return // asked already
		}
		if back, backCol, ok := p.Locate(c.Source().Start); !ok || back.Block != pos.Block || !joined(rows, c.Source().Start, back.Row, backCol, pos.Row, col) {
			m.problem("%q at %v is at %v, column %d, and its cell at %v, column %d", b.Visible[from:to], span, pos, col, back, backCol)
		}
	}
}

// joined reports whether a letter without a width stands on the last of several
// cells, one behind the other from column first of the row from, that all show
// the letter at offset: those of a replaced control, the first of which can show
// a letter without a width before it too, or of a grapheme that was taken apart.
func joined(rows []Row, offset, from, first, to, last int) bool {
	some := false
	for r := from; r <= to; r++ {
		at := 0
		for i := range rows[r].Cells {
			c := &rows[r].Cells[i]
			if c.mapped() && (r > from || at >= first) && (r < to || at <= last) {
				if !c.Source().Contains(offset) {
					return false
				}
				some = true
			}
			at += c.Width()
		}
	}
	return some
}

func (m *mapping) problem(format string, args ...any) {
	var a audit
	a.problem(format, args...)
	if len(m.problems) < 8 {
		m.problems = append(m.problems, a.problems...)
	}
}

// cellAt is the cell of row that begins at column col.
func cellAt(row Row, col int) *Cell {
	at := 0
	for i := range row.Cells {
		c := &row.Cells[i]
		if at == col && c.mapped() {
			return c
		}
		at += c.Width()
	}
	return nil
}

func wantMap(t *testing.T, p *Page, step int) {
	t.Helper()
	for _, problem := range mapLetters(p, step).problems {
		t.Error(problem)
	}
}

// scripts is texts in which a letter is not a code point, or not a cell, or
// not read from the left.
func scripts() map[string]string {
	return map[string]string{
		"families and flags":    "A 👨‍👩‍👧‍👦 family, 🇲🇱🇳🇪 flags, 👩🏽‍🚀👋🏿 skins, 🏴󠁧󠁢󠁳󠁣󠁴󠁿 tags, 1️⃣ keys, ❤️ and ❤︎.",
		"conjuncts":             "क्षत्रिय विद्यार्थी श्रृंखला में **क्ष्म** और `र्त्स्न्य` है।",
		"Arabic with marks":     "قَالَ الوَزِيرُ إِنَّ **القَافِلَةَ** وَصَلَتْ يَوْمَ الإِثْنَيْنِ (١٢)، لاﷺ.",
		"Thai":                  "รัฐมนตรีกล่าวว่าขบวนรถ*มาถึงแล้ว*เมื่อวันจันทร์ น้ำ ที่นี่",
		"Hebrew points":         "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת **הַשָּׁמַיִם** וְאֵת הָאָרֶץ",
		"stacked accents":       "Tiếng Việt: Nguyễn Thị Bưởi, tre\u0302\u0301n bo\u031b\u0300, a\u0323\u0306.",
		"Hangul Jamo":           "\u1112\u1161\u11ab\u1100\u1173\u11af 한글 \u1100\u1161\u11a8 **\u1112\u1161\u11ab**국",
		"joiners":               "می\u200cخواهم नहीं\u200d क्\u200dष क्\u200cष a\u200b\u2060b\u00adc",
		"variations":            "葛\U000e0100城 ☺\ufe0e ☺\ufe0f ✈\ufe0f#\ufe0f\u20e3 ㊗\ufe0f",
		"both directions":       "The minister (וְזֵר) said \"نعم\" to 3 of 日本's ports, then שלום.",
		"wide and narrow":       "ｶﾞｷﾞ ＡＢＣ 日本語、「港」は閉鎖された。 *南港*ABC한국어中文",
		"Tibetan and Khmer":     "བཀྲ་ཤིས་བདེ་ལེགས། ព្រះរាជាណាចក្រកម្ពុជា မြန်မာနိုင်ငံ",
		"many marks":            "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0300\u0301\u0302\u0303\u0304\u0305lgo",
		"entities that combine": "e&#x301; a&zwj;b &#x1F468;&zwj;&#x1F469; \\*&#x301; &nbsp;x",
	}
}

// Every letter of every script is on the page, in paragraphs, items, quotes,
// headings, code and tables, and is found both ways.
func TestScriptsKeepEveryLetter(t *testing.T) {
	th := theme.New(theme.Dark, false)
	for name, words := range scripts() {
		t.Run(name, func(t *testing.T) {
			cell := strings.ReplaceAll(words, "|", "\\|")
			text := "# " + words + "\n\n" + words + " " + words + "\n\n> - " + words + "\n\n```\n" + words + "\n```\n\n" +
				"| " + cell + " | b | c |\n|---|--:|:-:|\n| x | " + cell + " | " + cell + " |\n\n<p>" + words + "</p>\n"
			for _, width := range []int{8, 20, 40, 80, 120} {
				for _, method := range []xansi.Method{xansi.GraphemeWidth, xansi.WcWidth} {
					for _, options := range [][]Option{{MeasuredBy(method)}, {MeasuredBy(method), Sideways()}} {
						p := newTestPage(markdown.New(text), th, width, options...)
						wantAudit(t, p)
						wantMap(t, p, 1)
						if t.Failed() {
							t.Fatalf("at width %d, measured by %v, %d options", width, method, len(options))
						}
					}
				}
			}
		})
	}
}

// FuzzMap holds the map between any text and its page, both ways, at any width,
// with tables sideways or not, however the terminal measures.
func FuzzMap(f *testing.F) {
	for _, words := range scripts() {
		f.Add("> "+words+"\n\n| a | "+words+" |\n|---|---|\n| c |\n", uint8(20), true, false)
		f.Add("1. "+words+"\n\n    "+words+"\n", uint8(9), false, true)
	}
	f.Add(wideTable, uint8(24), true, false)
	f.Add("a\u202e\u00ad\u0301", uint8(0), true, false)
	f.Add("\u200d🚀👿🏴0️🏽\u200f", uint8(12), false, true)
	f.Add("a\u202e\u00adb \x1b\u0301c `\u2066\u0301` d", uint8(10), false, false)
	f.Add("\u2060\u008b\u00ad", uint8(0x86), true, true)
	f.Add("a &amp; \\* `b` <b>c</b> ![d](e)[^1]\n\n[^1]: x\n", uint8(8), false, false)
	f.Fuzz(func(t *testing.T, text string, width uint8, sideways, byCodePoints bool) {
		if len(text) > 8000 || !utf8.ValidString(text) {
			t.Skip("larger than what a fuzzer gets through, or what no brief is")
		}
		options := []Option{MeasuredBy(xansi.GraphemeWidth)}
		if byCodePoints {
			options = []Option{MeasuredBy(xansi.WcWidth)}
		}
		if sideways {
			options = append(options, Sideways())
		}
		p := newTestPage(markdown.New(normal(text)), theme.New(theme.Dark, false), min(int(width), 200), options...)
		wantAudit(t, p)
		wantMap(t, p, 1)
	})
}
