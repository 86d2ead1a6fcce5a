package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/briefs/samples"
	"obelus/model"
)

// roundTexts are briefs that go out of one store and into another: the samples,
// and every ninth example of the CommonMark specification where that is here.
func roundTexts(t *testing.T) []string {
	texts := []string{briefText, "\n\n  \ncode?\n\n    crane  \n", "One  \ntwo  \n\n| a | b |\n|---|---|\n| *x* | [y](https://example.org \"t\") |\n"}
	for _, s := range samples.All() {
		texts = append(texts, s.Text)
	}
	data, err := os.ReadFile("../../../shared/corpus/markdown/commonmark/spec.txt")
	if err != nil {
		t.Logf("the specification is not here, and left out: %v", err)
		return texts
	}
	example := regexp.MustCompile("(?ms)^`{32} example[^\n]*\n(.*?)^\\.\n")
	for i, m := range example.FindAllStringSubmatch(string(data), -1) {
		if i%9 == 0 {
			texts = append(texts, strings.ReplaceAll(m[1], "→", "\t"))
		}
	}
	return texts
}

// markAtRandom has two analysts mark stretches of a brief, with details.
func (o *office) markAtRandom(r *rand.Rand, b *desk.Opened) (n int) {
	o.Helper()
	size := len(b.Doc.Visible())
	for i := range 8 {
		if size == 0 {
			return n
		}
		start := r.IntN(size)
		span, err := b.Doc.Snap(b.Doc.VisibleSpan(start, min(size, start+1+r.IntN(80))))
		if err != nil {
			continue
		}
		d := o.desk([]string{"ora", "lee"}[i%2], "1")
		_, err = d.Tag(context.Background(), b, []desk.Tagging{{Span: span, Tag: model.Tags()[r.IntN(5)], Revise: func(d *model.Details) {
			d.Speaker, d.Note = []string{"", "the “union” · all", "a | b"}[r.IntN(3)], []string{"", "- a\n- b", "Say *so*.\n\n    code"}[r.IntN(3)]
			d.Reliability, d.Likelihood = []model.Reliability{"", "B"}[r.IntN(2)], []model.Likelihood{"", "likely"}[r.IntN(2)]
			if r.IntN(2) == 0 {
				d.References = []model.Reference{{Title: "Log", URL: "https://example.org/a_b", Date: "2025", AddedBy: "ora"}}
			}
		}}})
		if err != nil {
			o.Fatal(err)
		}
		n++
	}
	return n
}

func (o *office) export(d *desk.Desk, b *desk.Opened) string {
	o.Helper()
	var out bytes.Buffer
	if err := d.Export(context.Background(), &out, b); err != nil {
		o.Fatal(err)
	}
	return out.String()
}

// TestImportGivesBack: what an export brings into an empty store goes out of it
// again in the same bytes, and coming a second time it changes nothing, in the
// store that it came from neither.
func TestImportGivesBack(t *testing.T) {
	marks := 0
	texts := roundTexts(t)
	for i, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		o := newOffice(t)
		d := o.desk("ora", "1")
		added, err := d.Add(context.Background(), "-", strings.NewReader(text), desk.AddOptions{Format: model.FormatMarkdown, Title: []string{"", "A title"}[i%2]})
		if err != nil {
			t.Fatal(err)
		}
		marks += o.markAtRandom(rand.New(rand.NewPCG(uint64(i), 1)), added.Opened)
		out := o.export(d, o.open(d, string(added.Brief.ID)))
		other := newOffice(t)
		ines := other.desk("ines", "1")
		for _, c := range []struct {
			o    *office
			d    *desk.Desk
			want desk.Came
		}{{other, ines, desk.CameNew}, {other, ines, desk.CameSame}, {o, d, desk.CameSame}} {
			path := c.o.file("annotated.md", out)
			file, err := desk.ReadImport(path, nil, "auto")
			if err != nil {
				t.Fatal(err)
			}
			done := c.o.bring(c.d, file, desk.ImportOptions{})
			if n := done.Count(c.want); n != len(done.Arrivals) || len(done.Refused) > 0 {
				t.Fatalf("%q: %s\n%v", text, done.Message, done.Refused)
			}
			if c.want == desk.CameSame && done.Change.Seq != 0 {
				t.Errorf("%q: importing again changed something", text)
			}
			if again := c.o.export(c.d, c.o.open(c.d, string(added.Brief.ID))); again != out {
				t.Fatalf("%q goes out otherwise:\n%s\nwas\n%s", text, again, out)
			}
		}
	}
	t.Logf("%d marks in %d briefs", marks, len(texts))
}

// TestImportOfUnconfirmedFinds: a mark that was found in a new text and not
// confirmed comes as what its analyst confirmed; so does one that was not found.
func TestImportOfUnconfirmedFinds(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	path := o.file("grain.md", briefText)
	b := o.keep(d, path)
	o.tag(d, b, model.Opinion, tooBold)
	o.tag(d, b, model.Attributed, portOpens)
	o.tag(d, b, model.Unsourced, prices)
	now := o.keep(d, o.file("grain.md", strings.NewReplacer("in May", "in June", prices, "Nothing of it is true of wheat in general.").Replace(briefText)))
	was := map[model.MarkID]model.Mark{}
	found, err := d.Marks(context.Background(), now)
	if err != nil || len(found.Here)+len(found.Orphans) != 3 {
		t.Fatal(found, err)
	}
	for _, v := range append(found.Here, found.Orphans...) {
		if was[v.ID], _, err = d.Mark(context.Background(), v.ID); err != nil {
			t.Fatal(err)
		}
	}
	file, err := desk.ReadImport(o.file("annotated.md", o.export(d, now)), nil, "markdown")
	if err != nil {
		t.Fatal(err)
	}
	other := newOffice(t)
	ines := other.desk("ines", "1")
	done := other.bring(ines, file, desk.ImportOptions{})
	other.want("came", fmt.Sprint(done.Count(desk.CameNew), len(done.Refused)), "3 0")
	for id, want := range was {
		if m, ok, err := ines.Mark(context.Background(), id); err != nil || !ok || !m.Equal(want) {
			t.Errorf("it came as %+v, want %+v (%v)", m, want, err)
		}
	}
	other.want("again", fmt.Sprint(other.bring(ines, file, desk.ImportOptions{}).Count(desk.CameSame)), "3")
}

// TestImportKeepsWhatIsNewer: what was changed here after the file was exported
// stays, but for what a person changed in the file; marks whose words nobody
// touched stand in the file's new text without being confirmed.
func TestImportKeepsWhatIsNewer(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ora", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	o.tag(d, b, model.Opinion, tooBold)
	o.tag(d, b, model.Attributed, portOpens)
	out := o.export(d, o.open(d, string(b.Brief.ID)))
	marks, err := d.Marks(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	note := "asked"
	for _, v := range marks.Here {
		_, err := d.Edit(context.Background(), v.ID, desk.Edit{Revise: func(d *model.Details) { d.Note = note }})
		if err != nil {
			t.Fatal(err)
		}
	}
	edited := strings.NewReplacer("analyst opinion · marked", "analyst opinion · status: checked · marked", "4 percent", "5 percent").Replace(out)
	path := filepath.Join(o.dir, "edited.md")
	if err := os.WriteFile(path, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := desk.ReadImport(path, nil, "auto")
	if err != nil {
		t.Fatal(err)
	}
	done := o.bring(d, file, desk.ImportOptions{})
	o.want("came", fmt.Sprint(done.Count(desk.CameOlder), done.Count(desk.CameChanged)), "1 1")
	now := o.open(d, string(b.Brief.ID))
	o.want("texts", fmt.Sprint(len(now.Brief.Revisions)), "2")
	if marks, err = d.Marks(context.Background(), now); err != nil {
		t.Fatal(err)
	}
	for _, v := range marks.Here {
		if v.Details.Note != note || v.Found || v.Revision != now.Revision.Hash {
			t.Errorf("%s %s: note %q, found %t", v.Label, v.Tag, v.Details.Note, v.Found)
		}
	}
	o.want("status", string(marks.Here[1].Details.Status), "checked")
	o.want("again", fmt.Sprint(o.bring(d, file, desk.ImportOptions{}).Change.Seq), "0")
	o.must(d.Undo(context.Background(), desk.Scope{}))
	o.want("undone", fmt.Sprint(len(o.open(d, string(b.Brief.ID)).Brief.Revisions)), "1")
}
