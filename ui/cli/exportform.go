package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/export"
	"obelus/briefs/webannotation"
)

// A form is one way in which briefs go out.
type form struct {
	name     string // what --format calls it
	ending   string // of its files' names, behind the title
	together bool   // several briefs make one file
	nameless bool   // its files need not say which brief's they are
	write    writeBriefs
}

// writeBriefs writes briefs, which are one unless the form puts several
// together.
type writeBriefs func(ctx context.Context, w io.Writer, briefs []export.Annotated, o export.Options) error

// forms lists what --format can be, the usual one first.
func forms() []form {
	return []form{
		{name: "markdown", ending: ".annotated.md", write: singly(export.Markdown)},
		{name: "json", ending: ".annotations.json", write: singly(func(w io.Writer, a export.Annotated, _ export.Options) error { return webannotation.Write(w, a) })},
		{name: "html", ending: ".annotated.html", write: singly(func(w io.Writer, a export.Annotated, _ export.Options) error { return export.HTML(w, a) })},
		{name: "csv", ending: ".annotated.csv", together: true, nameless: true, write: func(_ context.Context, w io.Writer, briefs []export.Annotated, _ export.Options) error {
			return export.CSV(w, briefs...)
		}},
	}
}

// singly is how one brief is written.
func singly(write func(io.Writer, export.Annotated, export.Options) error) writeBriefs {
	return func(_ context.Context, w io.Writer, briefs []export.Annotated, o export.Options) error {
		return write(w, briefs[0], o)
	}
}

// orList lists words to choose from: "a, b or c".
func orList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// formNames lists the names of forms.
func formNames() []string {
	var names []string
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return names
}

// form is what the flags ask for. Of --queries, --template and another format
// than Markdown there can be one.
func (f exportFlags) form(cmd *cobra.Command) (form, error) {
	i := slices.IndexFunc(forms(), func(known form) bool { return known.name == f.format })
	if i < 0 {
		return form{}, usagef("%q is no format that goes out: write %s", f.format, orList(formNames()))
	}
	if !slices.Contains(export.MarksStyles(), export.MarksStyle(f.marks)) {
		return form{}, usagef("%q is no style of marks: write highlight, html, critic or none", f.marks)
	}
	chosen := forms()[i]
	marks := cmd.Flags().Changed("marks")
	switch {
	case f.queries && f.template != "":
		return form{}, usagef("--queries and --template are two forms: give one of them")
	case (f.queries || f.template != "" || marks) && f.format != "markdown":
		return form{}, usagef("--queries, --template and --marks are of Markdown: leave out --format %s", f.format)
	case marks && (f.queries || f.template != ""):
		return form{}, usagef("--marks is of the annotated brief: leave it out with --queries and --template")
	case f.queries:
		write := func(w io.Writer, a export.Annotated, _ export.Options) error { return export.Queries(w, a) }
		return form{name: "questions", ending: ".questions.md", nameless: true, write: singly(write)}, nil
	case f.template != "":
		return templateForm(f.template)
	}
	return chosen, nil
}

// templateForm is the form that a template makes: one that comes with the
// program, or a file.
func templateForm(name string) (form, error) {
	text, err := export.ReadyTemplate(name)
	if err != nil {
		if text, err = readTemplate(name); err != nil {
			return form{}, err
		}
	}
	t, err := export.ParseTemplate(name, text)
	if err != nil {
		return form{}, err
	}
	ending := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	write := func(ctx context.Context, w io.Writer, briefs []export.Annotated, _ export.Options) error {
		return t.Write(ctx, w, briefs[0])
	}
	return form{name: name, ending: "." + fileName(ending) + ".md", nameless: true, write: write}, nil
}

// readTemplate reads a template's file.
func readTemplate(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		var pathErr *os.PathError
		if errors.As(err, &pathErr) {
			err = pathErr.Err
		}
		return "", fmt.Errorf("the template %s cannot be read: %w (summary and register come with the program)", path, err)
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, export.MaxTemplate+1))
	if err != nil {
		return "", fmt.Errorf("the template %s cannot be read: %w", path, errors.Unwrap(err))
	}
	return string(text), nil
}
