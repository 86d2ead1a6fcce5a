package export_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// written is what a template makes of a.
func written(text string, a export.Annotated) (string, error) {
	t, err := export.ParseTemplate("house.tmpl", text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Write(context.Background(), &b, a)
	return b.String(), err
}

// TestReadyTemplates looks at the whole of what they make.
func TestReadyTemplates(t *testing.T) {
	a := goldenBrief(t)
	for _, name := range export.ReadyTemplates() {
		text, err := export.ReadyTemplate(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := written(text, a)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		golden(t, name+".md", got)
		if again, _ := written(text, a); again != got {
			t.Errorf("%s gives other bytes the second time", name)
		}
	}
	if _, err := export.ReadyTemplate("../template"); err == nil || !strings.Contains(err.Error(), "register and summary") {
		t.Errorf("of a name that is none is said %v", err)
	}
}

// TestReadyTemplatesAreSafe: whatever words, notes and references hold, the
// file is built as with harmless ones.
func TestReadyTemplatesAreSafe(t *testing.T) {
	t.Parallel()
	with := func(name, word, note string) string {
		text, err := export.ReadyTemplate(name)
		if err != nil {
			t.Fatal(err)
		}
		a := goldenBrief(t)
		a.Brief.Title, a.Brief.Outlet, a.Brief.Author, a.Brief.Handling = "T"+word, word+"o", "a"+word, word+"h"
		for i := range a.Marks {
			d := &a.Marks[i].Details
			d.Speaker, d.Note = word+"s", note
			a.Marks[i].Quote.Text = word + "q"
			a.Marks[i].Analyst = model.Analyst(word + "k")
			for j := range d.References {
				d.References[j] = model.Reference{Title: word + "t", URL: "https://x.org/" + word, Date: word + "d", Locator: word + "l", Origin: word + "o", AddedBy: model.Analyst(word + "b")}
			}
		}
		got, err := written(text, a)
		if err != nil {
			t.Fatalf("%s with %q: %v", name, word, err)
		}
		return got
	}
	for _, name := range export.ReadyTemplates() {
		want := shape(with(name, "harmless", "harmless"))
		for _, word := range append(words, "1. ", "# ", "- ", "> ", "=== ", "| a |\n|---|", "+ ") {
			got := with(name, word, "harmless")
			if have := shape(got); strings.Join(have, " ") != strings.Join(want, " ") {
				t.Errorf("%q changes what %s is made of:\n%s\nwant %v\ngot  %v", word, name, got, want, have)
			}
			if strings.ContainsRune(got, 0x1b) {
				t.Errorf("%q brings an escape into %s", word, name)
			}
		}
		for _, note := range notes[1:] {
			if have := shape(with(name, "harmless", note)); strings.Join(have, " ") != strings.Join(want, " ") {
				t.Errorf("the note %q changes what %s is made of: want %v, got %v", note, name, want, have)
			}
		}
	}
}

// TestTextsShowThemselves: however a template prints words, Markdown shows
// exactly them.
func TestTextsShowThemselves(t *testing.T) {
	a := annotate("One.\n", nil)
	for _, word := range append(words, "# h", "1. x", "- x", "&lt;") {
		a.Brief.Title = "x"
		a.Brief.Author = word
		want := strings.TrimSpace(model.CleanLine(word))
		for _, text := range []string{
			"{{.Author}}", "{{print .Author}}", `{{printf "%s" .Author}}`, `{{printf "%d" .Author}}`, `{{printf "%q" .Author}}`, `{{printf "%z" .Author}}`,
			`{{printf "%#v" .Author}}`, `{{$x := .Author}}{{$x}}`, `{{or .Author ""}}`, `{{with .Author}}{{.}}{{end}}`, `{{join ", " (slice .Facts 0 1)}}`,
			"{{slice .Author 0}}", `{{excerpt 500 .Author}}`, `{{link .Author .URL}}`,
		} {
			a.Brief.Outlet = "" // so that the author is the first fact
			got, err := written(text, a)
			if err != nil {
				t.Fatalf("%s of %q: %v", text, word, err)
			}
			shown := strings.TrimSpace(markdown.New(got).Visible())
			shown = strings.TrimPrefix(strings.Trim(shown, "“”"), "by ")
			if shown != want && !(strings.Contains(text, "join") && want == "") {
				t.Errorf("%s of %q gives %q, which shows %q", text, word, got, shown)
			}
		}
		if got, err := written(`{{printf "%d %+v %x" . . .}}`, a); err != nil || word != "" && strings.ContainsAny(word[:1], "*<[`|") && strings.Contains(strings.ReplaceAll(got, "\\"+word[:1], ""), word) {
			t.Errorf("%q comes through a whole page as it is: %v\n%s", word, err, got)
		}
		if got, err := written(`{{if eq .Author "`+strings.NewReplacer("\\", `\\`, "\n", `\n`, "\x1b", `\x1b`).Replace(word)+`"}}same{{end}}`, a); err == nil && got != "same\n" {
			t.Errorf("%q is not equal to itself", word)
		}
	}
}

// TestTemplateErrors name the template, the line and what is wrong.
func TestTemplateErrors(t *testing.T) {
	t.Parallel()
	a := goldenBrief(t)
	for _, c := range []struct{ name, text, want string }{
		{"not closed", "one\n{{if .Title}}", "house.tmpl:2: unexpected EOF"},
		{"no such function", "one\n\n{{readFile \"/etc/passwd\"}}", "house.tmpl:3: function \"readFile\" not defined"},
		{"no such field", "one\n{{.Nothing}}", "house.tmpl:2:2: "},
		{"a field of a claim", "{{range .Claims}}\n{{.Nothing}}{{end}}", "house.tmpl:2:2: "},
		{"no such template", "{{template \"/etc/passwd\"}}", "house.tmpl:1:11: "},
		{"HTML", "\n{{html .Title}}", "house.tmpl:2:2: "},
		{"a long loop", "one\n{{range 1000000000000}}{{end}}", "house.tmpl:2:"},
		{"loops in loops", "{{range 100000}}{{range 100000}}\n{{range 100000}}{{end}}{{end}}{{end}}", "does too much"},
		{"itself", "{{define \"x\"}}{{template \"x\"}}{{template \"x\"}}{{end}}\n{{template \"x\"}}", "does too much"},
		{"much text", "{{$x := printf \"%60000d\" 1}}{{range 1000000000}}{{$x}}{{end}}", "writes more than 64 MB"},
		{"wide numbers", "{{range 100000}}{{printf \"%1000000d\" 1}}{{end}}", "may give"},
		{"a word that doubles", "{{$x := \"word\"}}{{range 100}}{{$x = print $x $x}}{{end}}", "may give"},
		{"paid back", "{{range 1000000000000}}{{_burn -100000}}{{end}}", "does too much"},
		{"no text", "\xff", "house.tmpl is no template: it is not UTF-8"},
		{"large", strings.Repeat("x", 1<<20), "house.tmpl is no template: it is larger"},
	} {
		got, err := written(c.text, a)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "house.tmpl") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
		if c.name == "loops in loops" && strings.Contains(err.Error(), "burn") {
			t.Errorf("%s: it names what nobody wrote: %v", c.name, err)
		}
		if got != "" {
			t.Errorf("%s: %d bytes were written", c.name, len(got))
		}
	}
}

// TestTemplateCanBeInterrupted while it runs.
func TestTemplateCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	tmpl, err := export.ParseTemplate("house.tmpl", "{{.Title}}")
	if err != nil {
		t.Fatal(err)
	}
	if err := tmpl.Write(ctx, &strings.Builder{}, goldenBrief(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted template says %v", err)
	}
}

// TestTemplateData: what the page says is what the marks say.
func TestTemplateData(t *testing.T) {
	a := goldenBrief(t)
	for text, want := range map[string]string{
		"{{.Title}} {{.Handling}} {{.Outlet}} {{.File}} {{.Words}}": "Port strike, day nine TLP:GREEN Harbour Desk strike.md 95",
		"{{len .Claims}} {{len .Nonclaims}} {{len .Missing}}":       "9 1 1",
		"{{with .Counts}}{{.Statements}} {{.Sourced}} {{.Referenced}} {{.Attributed}} {{.Unnamed}} {{.Opinion}} {{.Unsourced}} {{.Nonclaim}} {{.Unread}}{{end}}": "9 2 1 3 1 1 3 1 7",
		"{{range .Claims}}{{.Label}}:{{.Unit}}:{{.Band}} {{end}}":                                     "u2:2: s3:3: s3b:3: a4:4: a5:5: o6:6:20–45 % u10:10: a16:16: u17:17:",
		"{{range .OneOrigin}}{{.Label}}{{end}} {{.References}}":                                       "s3 2",
		"{{range .Origins}}{{.Name}} {{labels .Claims}}{{end}}":                                       "harbour authority s3",
		"{{range .Speakers}}{{or .Name \"-\"}} {{labels .Claims}}; {{end}}":                           "the union a4; the minister’s office a5; - a16;",
		"{{range .Questions}}{{.Claim.Label}} {{end}}":                                                "u2 s3b a4 u10 a16 u17",
		"{{range .Claims}}{{with .Doubt}}{{.}}; {{end}}{{end}}":                                       "it was made on “The old words &#183; marked by nobody &#183; opinion”; it stood in another place;",
		"{{range .Claims}}{{range .References}}{{link .Title .URL}} {{.AddedBy}} {{end}}{{end}}":      "[Daily notice](<https://example.org/notice>)  Traffic \\| map maria",
		"{{range .Claims}}{{if eq .Tag \"opinion\"}}{{.Kind}} {{.Created}} {{.Judged}}{{end}}{{end}}": "analyst opinion 2026-03-04 judgement, unlikely (20–45 %), moderate confidence",
	} {
		got, err := written(text, a)
		if err != nil || strings.TrimSpace(got) != want {
			t.Errorf("%s gives %q, %v; want %q", text, got, err, want)
		}
	}
}
