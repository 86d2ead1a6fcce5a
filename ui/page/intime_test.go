package page

import (
	"os"
	"strings"
	"testing"
	"time"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
	"obelus/ui/theme"
)

// What fails costs its block the looks, and nothing else.
func TestAFailureCostsItsBlockOnly(t *testing.T) {
	text := "Some *words* here.\n\nThe **bad** block &amp; its letters.\n\nMore of *them*.\n"
	release := make(chan struct{})
	defer close(release)
	for _, tt := range []struct {
		name, note string
		fail       func()
	}{
		{"slow", errTooSlow.Error(), func() { <-release }},
		{"panicking", "rendering failed: oh", func() { panic("oh") }},
	} {
		p := New(markdown.New(text), theme.New(theme.Dark, false), 30, Share(50*time.Millisecond))
		p.render = func(pc piece, b *markdown.Block) (*flow, error) {
			if strings.Contains(b.Visible, "bad") {
				tt.fail()
			}
			return p.flow(pc, b)
		}
		for i := range p.Blocks() {
			l := p.Lay(i)
			if bad := i == 1; !l.Ready || strings.Contains(l.Note, tt.note) != bad || (l.Note != "") != bad {
				t.Errorf("%s: block %d: ready %v, note %q", tt.name, i, l.Ready, l.Note)
			}
		}
		if a := auditPage(p); len(a.problems) > 0 {
			t.Error(tt.name, a.problems)
		}
		wantMap(t, p, 1)
	}
}

// However many blocks are stuck, few workers are, and they are counted out.
func TestFewWorkersAreEverStuck(t *testing.T) {
	p := New(markdown.New(strings.Repeat("words\n\n", 40)), theme.New(theme.Dark, false), 30, Share(time.Millisecond))
	release := make(chan struct{})
	p.render = func(pc piece, b *markdown.Block) (*flow, error) {
		<-release
		return p.flow(pc, b)
	}
	for i := range p.Blocks() {
		if l := p.Lay(i); l.Note == "" || textOf(l.Rows[0]) != "words" {
			t.Fatalf("block %d: note %q, %q", i, l.Note, textOf(l.Rows[0]))
		}
	}
	if n := p.stuck.Load(); n != maxStuck {
		t.Errorf("%d workers are stuck, want %d", n, maxStuck)
	}
	close(release)
	for p.stuck.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
}

// Nothing is printed while the specifications' examples and hard texts are laid out.
func TestNoLayoutPrints(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/printed")
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = file
	defer func() { os.Stdout = stdout }()
	for _, text := range hardtext.Blocks() {
		lines(sidewaysPage(text.Small(50), 60))
	}
	for _, example := range specExamples(t) {
		lines(newPage(example, 60))
	}
	info, err := file.Stat()
	if err != nil || info.Size() > 0 {
		t.Errorf("%d bytes were printed (%v)", info.Size(), err)
	}
}
