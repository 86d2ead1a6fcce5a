package tui

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"obelus/ui/theme"
)

// TestSizes draws every mode at many sizes: no row is wider than the screen,
// there are never more rows than it has, and nothing panics.
func TestSizes(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 100, 30)
	d.press("3 G a o")
	modes := map[string][2]string{
		"reader": {"", ""}, "select": {"v w w", "esc"}, "help": {"?", "q"}, "deciding": {"? tab", "q"}, "palette": {": m", "esc"},
		"details": {"4 G enter", "esc"}, "sourced": {"6 G S", "esc"}, "prompt": {"E", "esc"}, "search": {"/ t h e enter", "esc"},
	}
	for name, keys := range modes {
		d.resize(100, 30)
		d.press(keys[0])
		for _, w := range []int{20, 21, 33, 40, 59, 60, 80, 120, 200} {
			for _, h := range []int{5, 6, 10, 11, 12, 24, 60} {
				d.resize(w, h)
				rows := strings.Split(d.app.View().Content, "\n")
				if len(rows) > h {
					t.Errorf("%s at %d×%d: %d rows", name, w, h, len(rows))
				}
				for y, row := range rows {
					if got := uv.NewStyledString(row).Bounds().Dx(); got > w {
						t.Fatalf("%s at %d×%d: row %d is %d wide: %q", name, w, h, y, got, row)
					}
				}
			}
		}
		d.press(keys[1])
	}
}

func TestTinyTerminal(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 19, 4)
	d.shows("Obelus needs 20", "columns and 5 rows").press("a")
	d.resize(80, 24)
	d.shows("attributed 0", "Grain convoys") // keys that nobody could see the effect of did nothing
	d.resize(20, 5)
	d.shows("▸").press("j j a").shows("attributed: ")
	d.resize(3, 2)
	d.screen()
	d.press("q")
	if !d.quit {
		t.Error("q did not leave a tiny terminal")
	}
}

func TestResizeKeepsPlace(t *testing.T) {
	d := newWorld(t, "long.md", longBrief(40_000)).read("ada", 100, 30)
	d.press("5 7 G ctrl+d j")
	want := d.cursor()
	line := d.row("▸")
	for _, size := range [][2]int{{40, 30}, {200, 60}, {60, 12}, {100, 30}} {
		d.resize(size[0], size[1])
		if d.cursor() != want {
			t.Fatalf("at %v the cursor is on %q, want %q", size, d.cursor(), want)
		}
		if d.row("▸") < 0 {
			t.Fatalf("at %v the cursor is not on the screen:\n%s", size, d.screen())
		}
	}
	if got := d.row("▸"); got < line-8 || got > line+8 {
		t.Errorf("back at its first size the cursor is on row %d, was on %d", got, line)
	}
}

func TestNothingMovesWhenAMarkIsMade(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 100, 24)
	texts := func() string {
		var rows []string
		for _, row := range strings.Split(d.screen(), "\n")[2:19] {
			rows = append(rows, string([]rune(row + strings.Repeat(" ", 100))[10:94]))
		}
		return strings.Join(rows, "\n")
	}
	before := texts()
	d.press("3 G a o - v w o")
	if after := texts(); after != before {
		t.Errorf("the text moved:\n%s\nwas\n%s", after, before)
	}
}

func TestPaging(t *testing.T) {
	d := newWorld(t, "long.md", longBrief(40_000)).read("ada", 80, 24)
	seen := map[string]bool{}
	for range 400 {
		before := d.app.reader.top
		for _, row := range strings.Split(d.screen(), "\n")[2:21] {
			if i := strings.Index(row, "Convoy "); i >= 0 {
				seen[strings.Fields(row[i:])[1]] = true
			}
		}
		d.press("space")
		if d.app.reader.top == before {
			break
		}
		if !d.app.reader.onScreen(d.app.reader.cursor.Start) {
			t.Fatalf("after a page the cursor %q is not on the screen:\n%s", d.cursor(), d.screen())
		}
	}
	for i := 0; i < strings.Count(longBrief(40_000), "Convoy "); i++ {
		if !seen[fmt.Sprint(i)] {
			t.Fatalf("paging skipped convoy %d", i)
		}
	}
	last := d.app.reader.units.all[len(d.app.reader.units.all)-1]
	if d.app.reader.cursor != last.Span {
		t.Errorf("at the end the cursor is on %q at %v, want %v", d.cursor(), d.app.reader.cursor, last)
	}
	d.press("b ctrl+u ctrl+y g").shows("Section 1")
	d.press("1 0 ctrl+e")
	if !d.app.reader.onScreen(d.app.reader.cursor.Start) {
		t.Error("rows scrolled left the cursor behind")
	}
}

func TestColours(t *testing.T) {
	dark := newWorld(t, "harbour.md", harbour).read("ada", 100, 24)
	dark.press("3 G a j")
	marked := dark.cell("The port authority")
	if marked.Style.Bg == nil || marked.Style.Underline == 0 {
		t.Errorf("a mark has no tint or no attribute: %+v", marked.Style)
	}
	plain := dark.cell("The rules look")
	if plain.Style.Bg != nil {
		t.Errorf("unmarked text has a tint: %+v", plain.Style)
	}
	dark.press("7 G")
	if here := dark.cell("The rules look"); here.Style.Bg == nil {
		t.Error("the cursor's unit has no tint")
	}
}

// TestFewColours takes a terminal of 16 colours, on which a tint could not be
// told from its words.
func TestFewColours(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 24)
	d.press("3 G a")
	if c := d.cell("The port authority"); c.Style.Bg == nil {
		t.Fatal("a mark has no tint where there are colours for it")
	}
	d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	if c := d.cell("The port authority"); c.Style.Bg != nil || c.Style.Underline == 0 && c.Style.Attrs == 0 {
		t.Errorf("with 16 colours a mark should have an attribute and no tint: %+v", c.Style)
	}
}

func TestNoColour(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	a := w.desk("ada")
	d := drive(t, a, Options{Opened: w.open(a), Theme: theme.Dark, NoColor: true}, 100, 24)
	d.press("3 G a o - s j k ?").press("q")
	term := d.draw()
	for y := range d.h {
		for x := range d.w {
			if c := term.CellAt(x, y); c != nil && (c.Style.Fg != nil || c.Style.Bg != nil || c.Style.UnderlineColor != nil) {
				t.Fatalf("without colours %q at %d,%d has one: %+v", c.Content, x, y, c.Style)
			}
		}
	}
	d.shows("AO▌", "÷ ▌", "▸")
	if c := d.cell("The port authority"); c.Style.Underline == 0 && c.Style.Attrs == 0 {
		t.Error("without colours a mark has no attribute")
	}
}

func TestBackgrounds(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	a := w.desk("ada")
	d := drive(t, a, Options{Opened: w.open(a), Theme: theme.Auto}, 100, 24)
	d.press("5 G")
	before := d.cell("By the desk").Style.Fg
	d.send(tea.BackgroundColorMsg{Color: color.White})
	if d.app.theme.Name != theme.Light {
		t.Fatal("auto does not follow a light background")
	}
	if after := d.cell("By the desk").Style.Fg; after == before {
		t.Error("the text's colour did not change with the background")
	}
	if !strings.HasPrefix(d.cursor(), "Shippers") {
		t.Errorf("the place was lost: %q", d.cursor())
	}
	d.send(tea.BackgroundColorMsg{Color: color.Black})
	if d.app.theme.Name != theme.Dark {
		t.Error("auto does not follow a dark background")
	}
	fixed := drive(t, a, Options{Opened: w.open(a), Theme: theme.Light}, 100, 24)
	fixed.send(tea.BackgroundColorMsg{Color: color.Black})
	if fixed.app.theme.Name != theme.Light {
		t.Error("a theme that was asked for gave way to the terminal's")
	}
}

func TestHostileText(t *testing.T) {
	const text = "# Harb\x1b]0;owned\x07our \x1b[2J\u202erules\n\nThe ships \x1b[31mleft\x1b[0m &#27;[2J on Monday. \x9b31m They came back.\x00 And\x08 went.\n\n- \x1b[H item one\n- item \u2066two\n"
	w := newWorld(t, "evil.md", text)
	d := w.read("mal\x1b[31mlory", 80, 24)
	d.press("a a A ctrl+s v w a ? q : q esc / l e f t enter E")
	content := d.app.View().Content
	for _, bad := range []string{"\x1b]", "\x07", "\x1b[2J", "\x1b[H", "\u202e", "\u2066", "\x00", "\x08", "\u009b"} {
		if strings.Contains(content, bad) {
			t.Errorf("%q of the brief reached the terminal", bad)
		}
	}
	if got := d.app.View().WindowTitle; strings.ContainsAny(got, "\x1b\x07\u202e") {
		t.Errorf("the window's title is %q", got)
	}
	d.press("esc").shows("␛", "READ")
}

func TestOtherScripts(t *testing.T) {
	tests := []struct{ name, text, first, second string }{
		{"Arabic", "# تقرير\n\nأعلنت السلطة افتتاح الرصيف. قال المدير إن السفن انتظرت طوال الليل.\n", "أعلنت السلطة افتتاح الرصيف.", "قال المدير إن السفن انتظرت طوال الليل."},
		{"Japanese", "# 港の報告\n\n港湾局は月曜日に二番目の岸壁を開いた。局長によれば、十一隻が待っていた。\n", "港湾局は月曜日に二番目の岸壁を開いた。", "局長によれば、十一隻が待っていた。"},
		{"Hindi", "# बंदरगाह\n\nप्राधिकरण ने सोमवार को दूसरा घाट खोला। निदेशक ने कहा कि जहाज़ रुके रहे।\n", "प्राधिकरण ने सोमवार को दूसरा घाट खोला।", "निदेशक ने कहा कि जहाज़ रुके रहे।"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, "brief.md", tt.text)
			for _, width := range []int{24, 40, 80} {
				d := w.read("ada", width, 24)
				d.press("g j")
				if d.cursor() != tt.first {
					t.Errorf("at %d the cursor is on %q, want %q", width, d.cursor(), tt.first)
				}
				d.press("a")
				if d.cursor() != tt.second {
					t.Errorf("at %d the cursor went on to %q, want %q", width, d.cursor(), tt.second)
				}
				d.press("v w l h w esc").shows("▸")
			}
			if got := w.marks(); len(got) != 1 || got[0] != "attributed: "+tt.first {
				t.Errorf("in the store: %q", got)
			}
		})
	}
}

func TestOddBriefs(t *testing.T) {
	tests := map[string]string{
		"empty":         "",
		"blank lines":   "\n\n\n",
		"one letter":    "a",
		"a long line":   strings.Repeat("A word of many. ", 20_000),
		"nested quotes": strings.Repeat("> ", 1000) + "deep",
		"nested lists":  strings.Repeat("- ", 1000) + "deep",
		"NUL":           "Before.\x00 After.\n",
		"front matter":  "---\ntitle: Only this\nTLP: AMBER\n---\n",
		"a table":       "| A | B |\n|---|---|\n| one | two |\n",
		"code":          "```go\nfunc main() {}\n```\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			d := newWorld(t, "odd.md", text).read("ada", 80, 24)
			d.press("j k s a o - # . A esc v w V G ; , tab a x x enter esc u ctrl+r ] [ ) ( } { space b G g 3 G / w enter n N ctrl+e ctrl+y y ? q")
			d.shows("READ")
			d.press("q")
			if !d.quit {
				t.Errorf("q did not leave:\n%s", d.screen())
			}
		})
	}
}

func TestTitleLine(t *testing.T) {
	const text = "---\ntitle: Port security\ndate: 4 March\nTLP: AMBER\n---\n\n# Port security\n\nThe gates are new.\n"
	newWorld(t, "tlp.md", text).read("ada", 80, 24).shows("Port security", "4 March", "AMBER")
}

// TestMeasure draws Devanagari, whose vowel signs have a width of their own
// for terminals that know no graphemes: no row is wider than such a terminal
// takes it to be, and none is cut.
func TestMeasure(t *testing.T) {
	const text = "# बंदरगाह\n\nप्राधिकरण ने सोमवार को दूसरा घाट खोला और निदेशक ने कहा कि ग्यारह जहाज़ पूरी रात रुके रहे क्योंकि किसी को उनकी परवाह नहीं थी।\n"
	for _, graphemes := range []bool{false, true} {
		d := newWorld(t, "hindi.md", text).read("ada", 60, 24)
		method := ansi.WcWidth
		if graphemes {
			d.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			method = ansi.GraphemeWidth
		}
		var words []string
		for _, row := range strings.Split(d.app.View().Content, "\n")[2:20] {
			plain := ansi.Strip(row)
			if got := method.StringWidth(plain); got > 60 {
				t.Errorf("graphemes %v: a row is %d wide: %q", graphemes, got, plain)
			}
			words = append(words, strings.Fields(strings.Trim(plain, " ▸┊│▐░"))...)
		}
		shown := strings.Join(words, " ")
		for _, word := range strings.Fields(strings.SplitN(text, "\n\n", 2)[1]) {
			if !strings.Contains(shown, word) {
				t.Errorf("graphemes %v: %q was cut off: %s", graphemes, word, shown)
			}
		}
	}
}
