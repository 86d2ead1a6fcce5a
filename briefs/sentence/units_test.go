package sentence

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"obelus/briefs/markdown"
)

func TestAll(t *testing.T) {
	text := "---\ntitle: X\n---\n\n# Strike. What next?\n\nDockers *stopped* work. **Nobody** moves &amp; waits.\n\n" +
		"- one thing\n- Two things. Both long.\n\n| Port | State |\n|---|---|\n| Bamako | Open. Calm. |\n\n![A crane at night](x.png)\n\n" +
		"```go\nfunc a() {}\n\nfunc b() {}\n```\n\nSee the note.[^1] It ends.\n\n[^1]: The log. Page 5.\n"
	doc := markdown.New(text)
	var got []string
	for i, u := range All(doc) {
		if u.N != i+1 {
			t.Errorf("unit %d is numbered %d", i+1, u.N)
		}
		got = append(got, []string{"s", "h", "i", "c", "p", "k", "n"}[u.Kind]+" "+text[u.Span.Start:u.Span.End])
	}
	want := []string{
		"h Strike.", "h What next?", "s Dockers *stopped* work.", "s Nobody** moves &amp; waits.",
		"i one thing", "i Two things.", "i Both long.", "c Port", "c State", "c Bamako", "c Open.", "c Calm.", "p A crane at night",
		"k func a() {}\n\nfunc b() {}", "s See the note.", "s It ends.", "n The log.", "n Page 5.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestAllContext(t *testing.T) {
	doc := markdown.New(strings.Repeat("One here. Two there!\n\n- three\n\n", 200))
	ctx, cancel := context.WithCancel(t.Context())
	units, err := AllContext(ctx, doc, nil)
	if err != nil || len(units) != 600 || !slices.Equal(units, All(doc)) {
		t.Errorf("%d units, %v", len(units), err)
	}
	var seen []int
	again, err := all(ctx, doc, 4, func(b *markdown.Block) { seen = append(seen, b.Index) })
	if err != nil || !slices.Equal(again, units) {
		t.Errorf("four workers: %d units, %v", len(again), err)
	}
	if len(seen) != doc.Blocks() || !slices.IsSorted(seen) {
		t.Errorf("%d of %d blocks were looked at, in order: %v", len(seen), doc.Blocks(), slices.IsSorted(seen))
	}
	cancel()
	if units, err := AllContext(ctx, doc, nil); units != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %d units, %v", len(units), err)
	}
}

// TestUnitsOfDesk names units of the brief that the project was begun for.
func TestUnitsOfDesk(t *testing.T) {
	data, err := os.ReadFile("../../../shared/corpus/briefs/desk/iran-russia-mali.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the corpus is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	doc := markdown.New(string(data))
	units := All(doc)
	for n, begins := range map[int]string{7: "In this way, Russia", 9: "Iran, like Russia", 10: "Already a year ago", 11: "We will continue", 14: "In addition, analysts"} {
		if got := doc.VisibleOf(units[n-1].Span); !strings.HasPrefix(got, begins) {
			t.Errorf("unit %d is %q, want %q…", n, got, begins)
		}
	}
}

// TestUnitsHold holds the units of every real brief to what a unit is.
func TestUnitsHold(t *testing.T) {
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := markdown.New(string(data))
		end := 0
		for _, u := range All(doc) {
			snapped, err := doc.Snap(u.Span)
			if err != nil || snapped != u.Span {
				t.Fatalf("%s: unit %d at %v snaps to %v, %v: %q", path, u.N, u.Span, snapped, err, doc.VisibleOf(u.Span))
			}
			if u.Span.Start < end || !doc.Extent(u.Block).Covers(u.Span) {
				t.Fatalf("%s: unit %d at %v begins before %d or leaves its block %v", path, u.N, u.Span, end, doc.Extent(u.Block))
			}
			end = u.Span.End
		}
	}
}

// corpus lists the smaller Markdown briefs of the corpus.
func corpus(t *testing.T) (paths []string) {
	t.Helper()
	const root = "../../../shared/corpus/briefs"
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus is not here: ", root)
	}
	total := 0
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() < 200<<10 && total < 3<<20 {
			total += int(info.Size())
			paths = append(paths, root+"/"+path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func BenchmarkAll(b *testing.B) {
	text := strings.Repeat("# Heading\n\nThe U.S. Ambassador spoke at 5 p.m. on *Monday*, he said. Nobody at No. 7 (see Fig. 2) knew of it.\n\n- one item\n- another. With two.\n\n", 7500)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		All(markdown.New(text))
	}
}
