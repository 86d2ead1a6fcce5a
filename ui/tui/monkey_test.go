package tui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

// scripts are briefs in the scripts that briefs come in, and of every kind of
// block.
var scripts = map[string]string{
	"harbour":  harbour,
	"sections": sections,
	"Cyrillic": "# Порт\n\nМинистр сказал, что «порт закрыт». Никто не объяснил почему.\n\n- Паром\n- Склад\n",
	"Greek":    "Ο λιμένας έκλεισε. Ο υπουργός το αρνήθηκε.\n",
	"Arabic":   "# الميناء\n\nقال الوزير إن الميناء مغلق. لم يشرح أحد السبب.\n\n| سفينة | حمولة |\n|---|---|\n| أولى | قمح |\n",
	"Hebrew":   "הנמל נסגר. השר הכחיש זאת.\n",
	"Hindi":    "# बंदरगाह\n\nमंत्री ने कहा कि बंदरगाह बंद है। किसी ने कारण नहीं बताया।\n",
	"Thai":     "ท่าเรือปิด รัฐมนตรีปฏิเสธ ไม่มีใครอธิบาย\n",
	"Burmese":  "ဆိပ်ကမ်း ပိတ်ထားသည်။ ဝန်ကြီးက ငြင်းဆိုခဲ့သည်။\n",
	"Japanese": "# 港\n\n大臣は「港は閉鎖された」と述べた。理由は説明されていない。\n",
	"Chinese":  "部长说港口已关闭。没有人解释原因。\n\n> 引文：船只等候。\n",
	"Korean":   "장관은 항구가 폐쇄되었다고 말했다. 아무도 이유를 설명하지 않았다.\n",
	"Kazakh":   "Министр порт жабылды деді. Ешкім себебін түсіндірмеді.\n",
	"Armenian": "Նավահանգիստը փակ է։ Նախարարը հերքեց դա։\n",
	"emoji":    "Ships 🚢🏽 left 👨‍👩‍👧‍👦 the port 🇲🇱. Nobody 🤷‍♀️ said why e\u0301\u0302.\n",
	"code":     "Before.\n\n```go\nfunc main() {}\n```\n\n1. One *two* `three`\n   - four\n\n<div>five</div>\n",
	"one word": "Word\n",
	"empty":    "",
	"no words": "---\n\n***\n",
}

// TestAnyKeys presses keys of every mode at random, clicks, and resizes, on
// briefs in every script: nothing panics, no row leaves the screen, the cursor
// stays on letters of the text, every mark has the words that it stands on, and
// the store holds exactly the marks that are shown. OBELUS_LONG=1 plays
// thousands of keys on each brief.
func TestAnyKeys(t *testing.T) {
	t.Setenv("VISUAL", "") // e says that there is no editor
	t.Setenv("EDITOR", "")
	keys := anyKeys()
	seeds, presses := uint64(1), 120
	if os.Getenv("OBELUS_LONG") != "" {
		seeds, presses = 12, 600
	}
	for name, text := range scripts {
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
				playAny(t, text, keys, rand.New(rand.NewPCG(seed, uint64(len(name)))), presses)
			})
		}
	}
}

// anyKeys are the keys of all modes but those that leave or write files, and
// more of what changes marks.
func anyKeys() []string {
	var keys []string
	for _, b := range Keys() {
		for _, key := range b.Keys {
			switch key {
			case "q", "E", "f1", "ctrl+s", "ctrl+n", "delete", "alt+enter", "shift+enter": // or no key of the driver's
			default:
				keys = append(keys, key)
			}
		}
	}
	for _, key := range []string{"j", "v", ";", "a", "o", "-", "2", "u", "x", "w", "d"} {
		keys = append(keys, key, key, key)
	}
	return keys
}

func playAny(t *testing.T, text string, keys []string, rnd *rand.Rand, presses int) {
	w := newWorld(t, "brief.md", text)
	w.read("ora", 80, 24).press("a v o -") // whose marks ada's are compared with
	d := w.read("ada", 80, 24)
	d.app.opener = func(context.Context, string) error { return nil }
	var played []string
	for i := range presses {
		key := keys[rnd.IntN(len(keys))]
		if k := d.app.top().kind(); (k == ModePrompt || k == ModeForm) && rnd.IntN(3) == 0 {
			key = "esc"
		}
		played = append(played, key)
		d.press(key)
		switch i % 25 {
		case 12:
			d.send(tea.MouseClickMsg{X: rnd.IntN(d.w), Y: rnd.IntN(d.h), Button: tea.MouseLeft})
			d.send(tea.MouseMotionMsg{X: rnd.IntN(d.w), Y: rnd.IntN(d.h), Button: tea.MouseLeft})
			d.send(tea.MouseWheelMsg{X: rnd.IntN(d.w), Y: rnd.IntN(d.h), Button: tea.MouseWheelDown})
		case 24:
			d.resize(20+rnd.IntN(140), 5+rnd.IntN(40))
		}
		if d.quit { // by :q or :x
			return
		}
		if wrong := d.wrong(); wrong != "" {
			t.Fatalf("%s\nafter %s", wrong, strings.Join(played, " "))
		}
	}
	var shown []string
	for _, m := range d.app.reader.marks.all {
		shown = append(shown, string(m.Tag)+": "+d.app.reader.opened.Doc.VisibleOf(m.Span))
	}
	if diff := cmp.Diff(w.marks(), shown); diff != "" {
		t.Errorf("what the screen shows (+) is not what the store holds (-):\n%s\nafter %s", diff, strings.Join(played, " "))
	}
}

// wrong says what is not as it has to be, whatever was pressed.
func (d *driver) wrong() string {
	r := d.app.reader
	if r == nil {
		return ""
	}
	doc := r.opened.Doc
	if at := r.target(); at.Start < 0 || at.End > len(doc.Text()) || at.Start > at.End {
		return fmt.Sprintf("the cursor is at %v of %d bytes", at, len(doc.Text()))
	}
	if !r.cursor.Empty() {
		if on, err := doc.Snap(r.cursor); err != nil || on != r.cursor {
			return fmt.Sprintf("the cursor %v is not on whole letters: %v %v", r.cursor, on, err)
		}
	}
	for _, m := range r.marks.all {
		if m.Quote.Text != "" && m.Quote.Text != doc.VisibleOf(m.Span) {
			return fmt.Sprintf("a mark on %q says %q", doc.VisibleOf(m.Span), m.Quote.Text)
		}
	}
	screen := d.app.screen()
	if len(screen) > d.h {
		return fmt.Sprintf("%d rows on a screen of %d", len(screen), d.h)
	}
	for y, row := range screen {
		if n := d.app.wide(row); n > d.w {
			return fmt.Sprintf("row %d is %d cells wide on a screen of %d: %q", y, n, d.w, row)
		}
	}
	return ""
}
