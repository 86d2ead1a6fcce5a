package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
)

// kb is in bytes; a file of more than 256 kb is glimpsed at.
const kb = 1 << 10

// glimpse looks at the beginning of ref, which has to be a large file.
func (o *office) glimpse(d *desk.Desk, ref string) *desk.Opened {
	o.Helper()
	partial, ok, err := d.Glimpse(context.Background(), ref, time.Minute)
	if err != nil || !ok || !partial.Partial() {
		o.Fatalf("glimpse at %s: %v %v", ref, ok, err)
	}
	return partial
}

// checkGlimpse glimpses at a file and opens it: one has to be the other's
// beginning, and a screen of it.
func (o *office) checkGlimpse(d *desk.Desk, ref string) (partial, whole *desk.Opened) {
	o.Helper()
	partial, whole = o.glimpse(d, ref), o.open(d, ref)
	if whole.Partial() || !whole.Continues(partial) {
		o.Errorf("%s: the whole does not continue its beginning", filepath.Base(ref))
	}
	if n := len(partial.Doc.Text()); n < 30*kb || n > 400*kb {
		o.Errorf("%s: the beginning has %d bytes", filepath.Base(ref), n)
	}
	if partial.Brief.Title != whole.Brief.Title || partial.Revision.Format != whole.Revision.Format || partial.Path() != whole.Path() {
		o.Errorf("%s: %q of %s (%s), the whole is %q of %s (%s)", filepath.Base(ref),
			partial.Brief.Title, partial.Revision.Format, partial.Path(), whole.Brief.Title, whole.Revision.Format, whole.Path())
	}
	return partial, whole
}

const sentenceOfText = "The harbour office will not vouch for the pier, it says, and nobody knows why. "

func manyLines(n int) string {
	return strings.Repeat(sentenceOfText+"\n", n/len(sentenceOfText))
}

func utf16LE(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func TestGlimpse(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	front := "---\ntitle: The pier\nauthor: Jana Kern\nnote: " + strings.Repeat("a long note ", 5000) + "\n---\n\n# Other\n\n"
	long := manyLines(300 * kb)
	for name, content := range map[string]string{
		"lines.txt":         "A pier is closed\n\n" + long,
		"wrapped.txt":       strings.Repeat("The harbour office said on Tuesday that it would no longer vouch for the\nold pier. Engineers have found rot in eleven of its forty piles.\n\n", 3000),
		"crlf.txt":          strings.ReplaceAll("A pier is closed\n\n"+long, "\n", "\r\n"),
		"cr.md":             strings.ReplaceAll("# A pier is closed\n\n"+long, "\n", "\r"),
		"bom.md":            "\xef\xbb\xbf# A pier is closed\n\n" + long,
		"front.md":          front + long,
		"bomfront.md":       "\xef\xbb\xbf" + front + long,
		"frontcrlf.md":      strings.ReplaceAll(front+long, "\n", "\r\n"),
		"utf16.txt":         utf16LE("A pier is closed\n\n" + long),
		"oneline.txt":       "A pier is closed\n\n" + strings.Repeat(sentenceOfText, 5000),
		"oneline.md":        "# A pier is closed\n\n" + strings.Repeat(sentenceOfText, 5000),
		"oneword.md":        strings.Repeat("日本語👩‍🚀", 30000),
		"onewordoffset1.md": "a" + strings.Repeat("日本語👩‍🚀", 30000),
		"onewordoffset2.md": "ab" + strings.Repeat("日本語👩‍🚀", 30000),
		"oneutf16.txt":      utf16LE("a" + strings.Repeat("👩‍🚀", 60000)),
		"nuls.md":           "# A pier\n\n" + strings.Repeat("a\x00b is a line of it\n", 20000),
		"invalid.md":        "# A pier\n\n" + strings.Repeat("caf\xe9 closed\xff\xff\n", 20000),
		"invalidline.txt":   strings.Repeat("caf\xe9 closed\xff\xff ", 30000),
		"blank.md":          strings.Repeat("\n", 20*kb) + long,
		"noextension":       "# A pier is closed\n\n" + long,
		"plainnoextension":  "A pier is closed\n\n" + long + "\n# no heading\n[a](b)\n",
		"fence.md":          "```\n" + long,
	} {
		o.checkGlimpse(d, o.file(name, content))
	}
	partial := o.glimpse(d, filepath.Join(o.dir, "front.md"))
	o.want("front matter", partial.Brief.Title+" "+partial.Brief.Author, "The pier Jana Kern")
	if partial.Stored || partial.Notice != "" || partial.Unasked() != nil {
		t.Errorf("a partial brief is %+v", partial)
	}
}

// TestGlimpseBounds tells a file that is opened whole as fast.
func TestGlimpseBounds(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	ctx := context.Background()
	pipe := filepath.Join(o.dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]bool{
		o.file("256.md", strings.Repeat("ab\ncdef\n", 32*kb)):       false,
		o.file("more.md", strings.Repeat("ab\ncdef\n", 32*kb)+"\n"): true,
		o.file("empty.md", ""):          false,
		o.file("small.md", briefText):   false,
		filepath.Join(o.dir, "none.md"): false,
		pipe:                            false,
		"-":                             false,
		"":                              false,
		"sample:none":                   false,
		"http://example.org/":           false,
		"grain":                         false,
		"/dev/null":                     false,
	} {
		partial, ok, err := d.Glimpse(ctx, ref, time.Minute)
		if err != nil || ok != want || ok != (partial != nil) {
			t.Errorf("%s: %v %v", ref, ok, err)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, ok, err := d.Glimpse(cancelled, filepath.Join(o.dir, "more.md"), time.Minute); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v %v", ok, err)
	}
}

// TestGlimpseErrors are Open's own words.
func TestGlimpseErrors(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	long := manyLines(300 * kb)
	closed := o.file("closed.md", long)
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	large := o.file("large.md", "")
	if err := os.Truncate(large, 65<<20); err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{
		closed: "permission denied",
		large:  "larger than 64 MB",
		o.dir:  "is a folder",
		o.file("picture.md", "\x89PNG\r\n\x1a\n"+long):     "not a text",
		o.file("zeros.md", strings.Repeat("\x00", 300*kb)): "not a text",
		o.file("page.html", "<p>"+long):                    "HTML",
		o.file("page", "<!DOCTYPE html>"+long):             "HTML",
	} {
		_, err := d.Open(context.Background(), ref, nil)
		if ref == closed && err == nil {
			t.Log("the superuser reads what nobody may: that a file cannot be read is not tried")
			continue
		}
		_, ok, glimpsed := d.Glimpse(context.Background(), ref, time.Minute)
		if err == nil || glimpsed == nil || ok || glimpsed.Error() != err.Error() || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\nglimpse %v\nopen    %v", filepath.Base(ref), glimpsed, err)
		}
	}
}

// TestGlimpseRemembers finds the title that was given and the place by the path.
func TestGlimpseRemembers(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	held := &slowStore{Store: o.store, hold: make(chan struct{})}
	d := o.desk("ines", "1")
	path := o.file("pier.md", "# Own title\n\n"+manyLines(300*kb))
	if _, ok := o.glimpse(d, path).Place(); ok {
		t.Error("a place in a brief that the store does not know")
	}
	added, err := d.Add(ctx, path, nil, desk.AddOptions{Title: "Given"})
	if err != nil {
		t.Fatal(err)
	}
	there := model.Place{Revision: added.Revision.Hash, Cursor: model.Span{Start: 200 * kb, End: 200*kb + 10}}
	if err := d.SetPlace(ctx, added.Brief.ID, there); err != nil {
		t.Fatal(err)
	}
	partial, whole := o.checkGlimpse(d, path)
	if place, ok := partial.Place(); !ok || !place.Equal(there) || partial.Brief.ID != whole.Brief.ID || partial.Brief.Title != "Given" {
		t.Errorf("place %v %v, brief %s %q", place, ok, partial.Brief.ID, partial.Brief.Title)
	}
	o.store = held
	slow := o.desk("ines", "2")
	partial, ok, err := slow.Glimpse(ctx, path, time.Millisecond)
	if err != nil || !ok || partial.Brief.ID != "" || partial.Brief.Title != "Own title" {
		t.Errorf("beside a held store: %v %v %+v", ok, err, partial)
	}
	close(held.hold)
}

// A slowStore answers no read before it is told to.
type slowStore struct {
	desk.Store
	hold chan struct{}
}

func (s *slowStore) Read(ctx context.Context, do func(desk.ReadTx) error) error {
	<-s.hold
	return s.Store.Read(ctx, do)
}

// TestGlimpseOfWhatChanges lets the file become another one before it is
// opened whole.
func TestGlimpseOfWhatChanges(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	long := "# The pier\n\n" + manyLines(300*kb)
	path := o.file("pier.md", long)
	partial := o.glimpse(d, path)
	for name, tt := range map[string]struct {
		content   string
		continues bool
	}{
		"grown":          {long + "More.\n", true},
		"its end shrunk": {long[:len(long)-50*kb], true},
		"shrunk":         {long[:50*kb], false},
		"emptied":        {"", false},
		"another word":   {strings.Replace(long, "nobody", "somebody", 1), false},
		"a new front":    {"---\ntitle: A\n---\n" + long, false},
	} {
		o.file("pier.md", tt.content)
		if whole := o.open(d, path); whole.Continues(partial) != tt.continues {
			t.Errorf("%s: continues %v", name, !tt.continues)
		}
	}
	for _, do := range map[string]func() error{
		"keep": func() error { _, err := d.Keep(context.Background(), partial); return err },
		"tag": func() error {
			_, err := d.Tag(context.Background(), partial, []desk.Tagging{{Span: o.span(partial, "nobody"), Tag: model.Opinion}})
			return err
		},
		"export": func() error { return d.Export(context.Background(), &strings.Builder{}, partial) },
	} {
		if err := do(); !errors.Is(err, desk.ErrPartial) {
			t.Errorf("a partial brief: %v", err)
		}
	}
}

// TestAnyGlimpse puts files together of pieces that are hard to cut.
func TestAnyGlimpse(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	pieces := []string{"word ", "日本", "👩‍🚀", "é", "\n", "\n\n", "\r\n", "\r", "\xe9", "\xff\xfe", "\x00", "# A head\n", "---\n", "```\n", "\t", "  ", "> ", "- ", "[a](b) ", "**b** ", sentenceOfText, sentenceOfText + "\n"}
	rapid.Check(t, func(rt *rapid.T) {
		passage := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(rt, "pieces"), "")
		content := rapid.SampledFrom([]string{"", "\xef\xbb\xbf", "---\ntitle: A\n---\n", "A"}).Draw(rt, "head") + strings.Repeat(passage, 1+300*kb/len(passage))
		path := o.file(rapid.SampledFrom([]string{"a.md", "a.txt", "a"}).Draw(rt, "name"), content)
		partial, ok, err := d.Glimpse(context.Background(), path, time.Minute)
		whole, wholeErr := d.Open(context.Background(), path, nil)
		if wholeErr != nil || err != nil {
			if wholeErr == nil || err == nil || wholeErr.Error() != err.Error() {
				rt.Fatalf("glimpse %v, open %v", err, wholeErr)
			}
			return
		}
		if !ok || !whole.Continues(partial) {
			rt.Errorf("the whole does not continue %q…", partial.Doc.Text()[:200])
		}
	})
}
