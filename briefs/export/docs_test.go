package export_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"obelus/briefs/export"
)

// TestTemplatesAreDocumented: every name that a template can use stands in
// docs/templates.md.
func TestTemplatesAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	docs := string(data)
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(kind reflect.Type) {
		for kind.Kind() == reflect.Slice {
			kind = kind.Elem()
		}
		if kind.Kind() != reflect.Struct || seen[kind] {
			return
		}
		seen[kind] = true
		for i := range kind.NumField() {
			f := kind.Field(i)
			if !strings.Contains(docs, "`."+f.Name+"`") {
				t.Errorf("%s.%s is not in docs/templates.md", kind.Name(), f.Name)
			}
			look(f.Type)
		}
	}
	look(reflect.TypeFor[export.Page]())
	for _, name := range export.ReadyTemplates() {
		if !strings.Contains(docs, "`--template "+name+"`") {
			t.Errorf("the template %s is not in docs/templates.md", name)
		}
	}
	for _, name := range []string{"excerpt", "link", "quoted", "labels", "count", "join"} {
		if !strings.Contains(docs, "| `"+name+" ") {
			t.Errorf("the function %s is not in docs/templates.md", name)
		}
	}
}
