package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

// BenchmarkForm opens the details of a mark among ten thousand with a thousand
// speakers and references (what the store knows comes from a command, not
// between key and frame), and types a letter into them and takes it out.
func BenchmarkForm(b *testing.B) {
	w := newWorld(b, "many.md", "# Many\n\n"+strings.Repeat("According to the pilots, the ships waited off the mole. ", 10_000)+"\n")
	worker := w.desk("ada")
	o := w.open(worker)
	var taggings []desk.Tagging
	for i, u := range o.Units() {
		details := model.Details{Speaker: fmt.Sprintf("speaker %d", i%1000), References: []model.Reference{{Title: fmt.Sprintf("Report %d", i%1000)}}}
		taggings = append(taggings, desk.Tagging{Span: u.Span, Tag: model.Attributed, Details: &details})
	}
	if _, err := worker.Tag(context.Background(), o, taggings); err != nil {
		b.Fatal(err)
	}
	d := w.read("ada", 120, 40)
	d.press("5 0 G")
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			d.app.Update(keyPress(b, "enter"))
			d.app.View()
			d.app.pop()
		}
	})
	b.Run("ask the store", func(b *testing.B) {
		for b.Loop() {
			if _, err := worker.Used(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("type", func(b *testing.B) {
		d.press("enter")
		for b.Loop() {
			d.press("x backspace")
		}
		d.app.pop()
	})
}
