package export

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"text/template"
	"unicode/utf8"

	"obelus/model"
)

// ready holds the templates that come with the program.
//
//go:embed templates/*.tmpl
var ready embed.FS

// ReadyTemplates lists the names of the templates that come with the program.
func ReadyTemplates() []string { return []string{"register", "summary"} }

// ReadyTemplate is the text of one of ReadyTemplates.
func ReadyTemplate(name string) (string, error) {
	text, err := ready.ReadFile(path.Join("templates", name+".tmpl"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%q is no template that comes with the program: there are %s", name, strings.Join(ReadyTemplates(), " and "))
	}
	return string(text), err
}

// MaxTemplate bounds a template's text, in bytes.
const MaxTemplate = 256 << 10

// A Template is a desk's own form of what goes out. It is made once and can be
// used for any number of briefs.
type Template struct {
	name   string
	parsed *template.Template
}

// ParseTemplate reads the text of a template (text/template) that is given a
// Page. Errors begin with name and the line.
func ParseTemplate(name, text string) (*Template, error) {
	switch {
	case len(text) > MaxTemplate:
		return nil, fmt.Errorf("%s is no template: it is larger than %d kB", name, MaxTemplate>>10)
	case !utf8.ValidString(text):
		return nil, fmt.Errorf("%s is no template: it is not UTF-8 text", name)
	}
	parsed, err := template.New(name).Funcs((&fuel{}).functions()).Parse(text)
	if err == nil {
		err = metered(parsed)
	}
	if err != nil {
		return nil, templateError(name, err)
	}
	return &Template{name, parsed}, nil
}

// Write writes what t makes of a, cleaned of controls that a terminal would act
// on. It reads nothing but a, and ends: a template that does too much, or
// writes too much, is stopped. Nothing is written where it fails.
func (t *Template) Write(ctx context.Context, w io.Writer, a Annotated) error {
	f := &fuel{ctx, maxFuel + markFuel*len(a.Marks)}
	own, err := t.parsed.Clone()
	if err != nil {
		return templateError(t.name, err)
	}
	var b bytes.Buffer
	if err := own.Funcs(f.functions()).Execute(&bounded{&b, maxOutput}, pageOf(a)); err != nil {
		return templateError(t.name, err)
	}
	_, err = io.WriteString(w, model.Clean(strings.TrimSpace(b.String()))+"\n")
	return err
}

// templateError words an error of text/template, which nearly always names the
// template and its line.
func templateError(name string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	text := strings.TrimPrefix(err.Error(), "template: ")
	if at, why, ours := strings.Cut(text, " at <"+fuelName); ours { // of a call that nobody wrote
		if _, said, ok := strings.Cut(why, "error calling "+fuelName+": "); ok {
			where, _, _ := strings.Cut(at, ": executing ")
			text = where + ": " + said
		}
	}
	if !strings.HasPrefix(text, name) {
		text = name + ": " + text
	}
	return errors.New(text)
}
