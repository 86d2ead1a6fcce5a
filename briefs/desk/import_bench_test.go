package desk_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
)

// BenchmarkImport brings an annotated brief of 10 MB with 10,000 marks into an
// empty store in a file: all of it, reading the file back alone, and the same
// file a second time, which changes nothing.
func BenchmarkImport(b *testing.B) {
	ctx := context.Background()
	file := filepath.Join(b.TempDir(), "annotated.md")
	exportBig(b, file)
	var read, imported, again time.Duration
	for b.Loop() {
		d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
		start := time.Now()
		f, err := desk.ReadImport(file, nil, "auto")
		if err != nil {
			b.Fatal(err)
		}
		read += time.Since(start)
		done, err := d.Import(ctx, f, desk.ImportOptions{})
		if err != nil || done.Count(desk.CameNew) != 10_000 || len(done.Refused) > 0 {
			b.Fatal(done.Message, err)
		}
		imported += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if f, err = desk.ReadImport(file, nil, "auto"); err != nil {
			b.Fatal(err)
		}
		if done, err = d.Import(ctx, f, desk.ImportOptions{}); err != nil || done.Count(desk.CameSame) != 10_000 {
			b.Fatal(done.Message, err)
		}
		again += time.Since(start)
		b.StartTimer()
	}
	report(b, "read", read)
	report(b, "import", imported)
	report(b, "again", again)
}

// exportBig writes an annotated brief of 10 MB with 10,000 marks.
func exportBig(b *testing.B, to string) {
	b.Helper()
	ctx := context.Background()
	d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
	added, err := d.Add(ctx, bigBrief(b, "brief.md"), nil, desk.AddOptions{})
	if err != nil {
		b.Fatal(err)
	}
	units := added.Units()
	step := len(units) / 10_000
	var taggings []desk.Tagging
	for i := range 10_000 {
		taggings = append(taggings, desk.Tagging{Span: units[i*step].Span, Tag: model.Tags()[i%5], Revise: func(d *model.Details) {
			d.Speaker, d.Status, d.Note = "a trader", model.Checked, "Asked."
		}})
	}
	if _, err := d.Tag(ctx, added.Opened, taggings); err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	if err := d.Export(ctx, &out, added.Opened); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
}
