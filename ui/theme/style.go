package theme

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"text/template"

	"charm.land/glamour/v2/ansi"
	chromastyles "github.com/alecthomas/chroma/v2/styles"

	"obelus/model"
)

// A StyleError says what is wrong with a style, and where.
type StyleError struct {
	Line  int    // from 1
	Field string // "h1.color"; "" where no field is to blame
	What  string // and what to do
}

func (e *StyleError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.What)
	}
	return fmt.Sprintf("line %d: %s %s", e.Line, e.Field, e.What)
}

// ReadStyle reads a glamour style from JSON. What glamour would pass over is
// an error, a *StyleError: a field that it does not know, a colour that is
// none.
func ReadStyle(text []byte) (ansi.StyleConfig, error) {
	var style ansi.StyleConfig
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	r := styleReader{dec: json.NewDecoder(bytes.NewReader(text)), text: text}
	r.dec.UseNumber()
	if err := r.value("", reflect.TypeOf(style)); err != nil {
		return ansi.StyleConfig{}, err
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return ansi.StyleConfig{}, r.wrong("", "nothing may follow the style")
	}
	if err := json.Unmarshal(text, &style); err != nil {
		return ansi.StyleConfig{}, r.wrong("", "%v", err)
	}
	return style, nil
}

// A styleReader holds JSON to the fields of glamour's style, token by token,
// for encoding/json says of an unknown field not where it is.
type styleReader struct {
	dec  *json.Decoder
	text []byte
}

func (r *styleReader) wrong(field, format string, args ...any) *StyleError {
	at := min(int(r.dec.InputOffset()), len(r.text))
	return &StyleError{1 + bytes.Count(r.text[:at], []byte("\n")), field, fmt.Sprintf(format, args...)}
}

// token reads the next token of a field.
func (r *styleReader) token(field string) (json.Token, error) {
	token, err := r.dec.Token()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		at := min(int(syntax.Offset), len(r.text))
		return nil, &StyleError{1 + bytes.Count(r.text[:at], []byte("\n")), field, "is no JSON: " + syntax.Error()}
	case err != nil:
		return nil, r.wrong(field, "ends too early: a brace or a value is missing")
	}
	return token, nil
}

// value reads a value that has to fit a type.
func (r *styleReader) value(field string, kind reflect.Type) error {
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	token, err := r.token(field)
	if err != nil {
		return err
	}
	switch v := token.(type) {
	case nil: // null leaves a field as it is
		return nil
	case json.Delim:
		if v == '{' && kind.Kind() == reflect.Struct {
			return r.object(field, kind)
		}
	case string:
		if kind.Kind() == reflect.String {
			return r.words(field, v)
		}
	case bool:
		if kind.Kind() == reflect.Bool {
			return nil
		}
	case json.Number:
		if kind.Kind() == reflect.Uint {
			return r.number(field, v)
		}
	}
	return r.wrong(field, "is to be %s", kindWords(kind))
}

func kindWords(kind reflect.Type) string {
	switch kind.Kind() {
	case reflect.Struct:
		return "an object { … }"
	case reflect.Bool:
		return "true or false"
	case reflect.Uint:
		return "a number"
	}
	return "a text in quotation marks"
}

// object reads the fields of an object whose brace was read.
func (r *styleReader) object(path string, kind reflect.Type) error {
	known := jsonFields(kind)
	for r.dec.More() {
		token, err := r.token(path)
		if err != nil {
			return err
		}
		name, _ := token.(string)
		field := strings.TrimPrefix(path+"."+model.CleanLine(name), ".")
		inner, ok := known[name]
		if !ok {
			return r.wrong(field, "is no field of a glamour style")
		}
		if err := r.value(field, inner); err != nil {
			return err
		}
	}
	_, err := r.token(path)
	return err
}

// jsonFields are the fields of a struct by their names in JSON.
func jsonFields(kind reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(kind) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			fields[name] = f.Type
		}
	}
	return fields
}

// most bounds margins and indentation: a page is seldom wider.
const most = 40

func (r *styleReader) number(field string, v json.Number) error {
	if n, err := strconv.ParseUint(v.String(), 10, 32); err != nil || n > most {
		return r.wrong(field, "is %s: write a number from 0 to %d", v, most)
	}
	return nil
}

// isColour reports whether v is a colour as glamour's styles write it; "" is
// none.
func isColour(v string) bool {
	if digits, ok := strings.CutPrefix(v, "#"); ok {
		_, err := strconv.ParseUint(digits, 16, 32)
		return err == nil && (len(digits) == 3 || len(digits) == 6)
	}
	_, err := strconv.ParseUint(v, 10, 8)
	return v == "" || err == nil
}

// words checks a text for what its field means.
func (r *styleReader) words(field, v string) error {
	name := field[strings.LastIndexByte(field, '.')+1:]
	switch {
	case model.Clean(v) != v:
		return r.wrong(field, "holds a control character")
	case (name == "color" || name == "background_color") && !isColour(v):
		return r.wrong(field, "%q is no colour: write #RRGGBB, #RGB or a number from 0 to 255", v)
	case name == "format":
		if _, err := template.New("").Funcs(ansi.TemplateFuncMap).Parse(v); err != nil {
			return r.wrong(field, "%q is no template of Go's: %v", v, err)
		}
	case name == "theme":
		if _, ok := chromastyles.Registry[v]; !ok && v != "" {
			return r.wrong(field, "%q is no style of chroma's", v)
		}
	}
	return nil
}

// uncoloured is style without its colours.
func uncoloured(style ansi.StyleConfig) ansi.StyleConfig {
	bare := reflect.New(reflect.TypeOf(style)).Elem()
	bare.Set(reflect.ValueOf(style))
	var strip func(v reflect.Value)
	strip = func(v reflect.Value) {
		for i := range v.NumField() {
			field := v.Field(i)
			switch name := v.Type().Field(i).Name; {
			case name == "Color" || name == "BackgroundColor" || name == "Theme":
				field.SetZero()
			case field.Kind() == reflect.Struct:
				strip(field)
			case field.Kind() == reflect.Pointer && !field.IsNil() && field.Elem().Kind() == reflect.Struct:
				inner := reflect.New(field.Type().Elem())
				inner.Elem().Set(field.Elem())
				strip(inner.Elem())
				field.Set(inner)
			}
		}
	}
	strip(bare)
	return bare.Interface().(ansi.StyleConfig)
}
