package tui

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
	"obelus/ui/theme"
)

// annotatedWorld is an empty store beside an annotated brief that another
// analyst exported, with more of it put behind.
func annotatedWorld(t *testing.T, more string) world {
	t.Helper()
	from := newWorld(t, "grain.md", "# Grain\n\nThe minister said the port is open. It will rain.\n\nPrices fell.\n"+more)
	ora := from.desk("ora")
	o, err := ora.Keep(context.Background(), from.open(ora))
	if err != nil {
		t.Fatal(err)
	}
	for words, tag := range map[string]model.Tag{"The minister said the port is open.": model.Attributed, "It will rain.": model.Opinion} {
		if _, err := ora.Tag(context.Background(), o, []desk.Tagging{{Span: o.Doc.Find(words)[0], Tag: tag}}); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := ora.Export(context.Background(), &out, o); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, "annotated.md", out.String())
	w.store = desk.Over(storagetest.NewMemory())
	return w
}

// shelf is how many briefs the store of w has.
func (w world) shelf() int {
	w.t.Helper()
	entries, err := w.desk("reader").Shelf(context.Background(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	return len(entries)
}

// TestAnnotatedBriefAsks: an annotated brief is asked about before anything of it
// is stored; its marks come with its brief, it is read as it is, or it is left.
func TestAnnotatedBriefAsks(t *testing.T) {
	for _, c := range []struct {
		key, says, title string
		briefs           int
		quit             bool
	}{
		{"i", "2 marks new", "Grain", 1, false},
		{"r", "", "Annotated: Grain", 1, false},
		{"q", "", "", 0, true},
		{"esc", "", "", 0, true},
		{"ctrl+c", "", "", 0, true},
	} {
		w := annotatedWorld(t, "")
		before := w.shelf()
		d := w.read("ines", 80, 24)
		if !strings.Contains(d.screen(), "annotated brief: 2 marks ") || !strings.Contains(d.screen(), "import its marks") {
			t.Fatalf("it does not ask:\n%s", d.screen())
		}
		d.press("j a s ?") // say nothing here
		if n := w.shelf(); n != before {
			t.Errorf("%s: %d briefs are stored before it is answered, %d were", c.key, n, before)
		}
		d.press(c.key)
		if d.quit != c.quit || w.shelf()-before != c.briefs && c.briefs == 0 {
			t.Errorf("%s: quit %t, %d briefs", c.key, d.quit, w.shelf())
		}
		if c.quit {
			if got := d.app.parting; !strings.HasPrefix(got, "nothing was kept · obelus import ") || !strings.HasSuffix(got, " brings its marks in") {
				t.Errorf("%s: it left with %q", c.key, got)
			}
			continue
		}
		if !strings.Contains(d.screen(), c.title) || !strings.Contains(d.screen(), c.says) || strings.Contains(d.screen(), "import its marks") {
			t.Errorf("%s: the screen does not say %q and %q:\n%s", c.key, c.title, c.says, d.screen())
		}
		if c.key == "i" {
			entries, err := w.desk("x").Shelf(context.Background(), "grain")
			if err != nil || len(entries) != 1 || entries[0].Tags[model.Attributed] != 1 {
				t.Errorf("the store has %+v, %v", entries, err)
			}
			d.press("j")
		}
	}
}

// TestAnnotatedBriefSaysWhatIsRefused: that something was, is said on a narrow
// screen too.
func TestAnnotatedBriefSaysWhatIsRefused(t *testing.T) {
	w := annotatedWorld(t, "")
	text, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(text), "]: **")
	edited := string(text[:at]) + strings.Replace(string(text[at:]), " attributed", " atributed", 1)
	if err := os.WriteFile(w.path, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	w.read("ines", 80, 24).press("i").shows("2 marks new", "1 refused: obelus import says why")
}

// TestAnnotatedBriefIsAskedAboutOnce: one that is kept as a brief is read as one.
func TestAnnotatedBriefIsAskedAboutOnce(t *testing.T) {
	w := annotatedWorld(t, "")
	w.read("ines", 100, 24).press("r q")
	if d := w.read("ines", 100, 24); strings.Contains(d.screen(), "import its marks") {
		t.Errorf("it asks again:\n%s", d.screen())
	}
}

// TestLargeAnnotatedBriefAsks: of a large one the beginning is shown, and the
// answer waits for the rest.
func TestLargeAnnotatedBriefAsks(t *testing.T) {
	w := annotatedWorld(t, strings.Repeat("\nNobody said a word about it, for once.\n", 12000))
	dk := w.desk("ines")
	info, err := os.Stat(w.path)
	if err != nil || info.Size() < 300<<10 {
		t.Fatalf("the file is small: %v", err)
	}
	begun, ok, err := dk.Glimpse(context.Background(), w.path, 0)
	if err != nil || !ok {
		t.Fatalf("no beginning: %v", err)
	}
	d := drive(t, dk, Options{Opened: begun, Ref: w.path, Theme: theme.Dark}, 100, 24)
	if !strings.Contains(d.screen(), "import its marks") {
		t.Fatalf("it does not ask:\n%s", d.screen())
	}
	d.press("i")
	if !strings.Contains(d.screen(), "2 marks new") {
		t.Errorf("its marks did not come:\n%s", d.screen())
	}
}

// TestAnnotatedBriefThatFails: what cannot be brought in stays to be asked about.
func TestAnnotatedBriefThatFails(t *testing.T) {
	w := annotatedWorld(t, "")
	data, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(w.path, bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("obelus:end"), []byte("obelus-end")), []byte("Prices fell"), []byte("Prices rose")), 0o600); err != nil {
		t.Fatal(err)
	}
	before := w.shelf()
	w.read("ines", 100, 24).press("i").shows("import its marks")
	if n := w.shelf(); n != before {
		t.Errorf("%d briefs are stored, %d were", n, before)
	}
}
