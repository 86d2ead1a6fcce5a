package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "obelus"

// mayImport is the import rule: which packages of the module a package may
// import, by path below the module ("" is main). A path that ends in /... is
// every package below it. docs/architecture.md says why.
var mayImport = map[string][]string{
	"":                         {"ui/cli"},
	"ui/cli":                   {"ui/tui", "ui/page", "ui/theme", "briefs/...", "storage", "model/agreement", "model"},
	"ui/tui":                   {"ui/page", "ui/theme", "briefs/desk", "briefs/markdown", "briefs/search", "model"},
	"ui/page":                  {"ui/theme", "briefs/markdown", "model"},
	"ui/theme":                 {"model"},
	"ui/measure":               {"briefs/markdown/hardtext", "model"},
	"ui/measure/empty":         {"ui/cli"}, // what it is to link
	"briefs/desk":              {"model/anchor", "model/agreement", "briefs/webannotation", "briefs/export", "briefs/share", "briefs/search", "briefs/tally", "briefs/sentence", "briefs/markdown", "briefs/text", "briefs/samples", "model"},
	"briefs/export":            {"briefs/tally", "briefs/sentence", "briefs/markdown", "model"},
	"briefs/webannotation":     {"briefs/export", "briefs/markdown", "model"},
	"briefs/tally":             {"briefs/sentence", "briefs/markdown", "model"},
	"briefs/sentence":          {"briefs/markdown", "model"},
	"briefs/search":            {"briefs/markdown", "model"},
	"briefs/share":             {"model"},
	"briefs/markdown":          {"model"},
	"briefs/markdown/hardtext": {},
	"briefs/text":              {"model"},
	"briefs/samples":           {"model"},
	"storage":                  {"model"},
	"storage/storagetest":      {"model"},
	"model/anchor":             {"model"},
	"model/agreement":          {"model"},
	"model":                    {},
}

// testsMayImport is what a package's tests may import besides: a conformance
// suite, and the document that shows what a converter or a store did.
var testsMayImport = map[string][]string{
	"":                     {"..."},
	"model/anchor":         {"briefs/markdown", "briefs/sentence"},
	"briefs/markdown":      {"briefs/markdown/hardtext"},
	"briefs/search":        {"briefs/markdown/hardtext"},
	"briefs/text":          {"briefs/markdown"},
	"briefs/samples":       {"briefs/markdown", "briefs/sentence"},
	"briefs/export":        {"briefs/text", "briefs/samples"},
	"briefs/desk":          {"storage/..."},
	"briefs/webannotation": {"briefs/desk", "briefs/tally", "briefs/text", "briefs/samples", "storage/..."},
	"storage":              {"storage/storagetest"},
	"ui/tui":               {"storage/...", "briefs/...", "ui/..."},
	"ui/cli":               {"..."},
	"ui/page":              {"briefs/..."},
}

// onlyUnder says where a library may be imported, tests included: it is a
// detail of that folder. The tests of the whole program, at the root, are free.
var onlyUnder = map[string]string{
	"charm.land/bubbletea":            "ui",
	"charm.land/lipgloss":             "ui",
	"charm.land/glamour":              "ui",
	"charm.land/bubbles":              "ui",
	"charm.land/fang":                 "ui/cli",
	"github.com/spf13/cobra":          "ui/cli",
	"github.com/charmbracelet/x/vt":   "ui",
	"go.etcd.io/bbolt":                "storage",
	"github.com/klauspost/compress":   "storage",
	"github.com/rogpeppe/go-internal": "ui/cli",
}

// modelMayImport is all that package model, the words of the trade, rests on
// besides the standard library.
var modelMayImport = []string{"golang.org/x/text/", "github.com/clipperhouse/uax29/"}

// A listed package is what go list -json says of one.
type listed struct {
	ImportPath                string
	Name                      string
	Dir                       string
	GoFiles                   []string
	Imports                   []string
	TestImports, XTestImports []string
	Deps                      []string
	Standard                  bool
}

// folder is the package's path below the module.
func (p listed) folder() string { return folderOf(p.ImportPath) }

func folderOf(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
}

func goList(t *testing.T, args ...string) []listed {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command("go", append([]string{"list", "-json"}, args...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal("go list: ", err)
		}
		all = append(all, p)
	}
}

func TestImportRule(t *testing.T) {
	for _, p := range goList(t, "./...") {
		allowed, known := mayImport[p.folder()]
		if !known {
			t.Errorf("package %s is not in the import rule: say in mayImport what it may import, and in docs/architecture.md why it is there", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			checkImport(t, p, imp, allowed)
		}
		for _, imp := range slices.Concat(p.TestImports, p.XTestImports) {
			checkImport(t, p, imp, append(testsMayImport[p.folder()], append(allowed, p.folder())...))
		}
	}
}

func checkImport(t *testing.T, p listed, imp string, allowed []string) {
	t.Helper()
	if why := refusal(p.folder(), imp, allowed); why != "" {
		t.Errorf("%s imports %s; %s", p.ImportPath, imp, why)
	}
}

// refusal says why a package in folder, which may import allowed, may not
// import imp; "" where it may.
func refusal(folder, imp string, allowed []string) string {
	if imp == module || strings.HasPrefix(imp, module+"/") {
		if slices.ContainsFunc(allowed, func(a string) bool { return matches(a, folderOf(imp)) }) {
			return ""
		}
		return "it may import of this module only: " + or(strings.Join(allowed, ", "), "nothing")
	}
	if slices.Contains(allowed, "...") {
		return ""
	}
	for library, home := range onlyUnder {
		if within(library, imp) && !matches(home+"/...", folder) {
			return fmt.Sprintf("that is a detail of %s/", home)
		}
	}
	return ""
}

func within(library, imp string) bool { return imp == library || strings.HasPrefix(imp, library+"/") }

func TestRefusal(t *testing.T) {
	for _, tt := range []struct {
		folder, imp string
		ok          bool
	}{
		{"briefs/tally", "obelus/briefs/sentence", true},
		{"briefs/sentence", "obelus/briefs/tally", false},
		{"model", "obelus/briefs/markdown", false},
		{"storage", "go.etcd.io/bbolt", true},
		{"briefs/desk", "go.etcd.io/bbolt", false},
		{"briefs/desk", "obelus/storage", false},
		{"ui/page", "charm.land/glamour/v2/ansi", true},
		{"briefs/markdown", "charm.land/glamour/v2", false},
		{"ui/tui", "charm.land/fang/v2", false},
		{"briefs/export", "strings", true},
	} {
		if why := refusal(tt.folder, tt.imp, mayImport[tt.folder]); (why == "") != tt.ok {
			t.Errorf("%s imports %s: %q", tt.folder, tt.imp, why)
		}
	}
}

// matches reports whether folder is what pattern names: itself or, where it
// ends in "/...", it and what is below.
func matches(pattern, folder string) bool {
	if pattern == "..." {
		return true
	}
	if stem, ok := strings.CutSuffix(pattern, "/..."); ok {
		return folder == stem || strings.HasPrefix(folder, stem+"/")
	}
	return folder == pattern
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// Whoever imports the model gets what the model rests on: that must stay
// little. The briefs' own packages must never pull in a screen or a store.
func TestDependencies(t *testing.T) {
	standard := map[string]bool{}
	for _, p := range goList(t, "-deps", "./...") {
		standard[p.ImportPath] = p.Standard
	}
	for _, p := range goList(t, "./...") {
		for _, dep := range p.Deps {
			if standard[dep] || strings.HasPrefix(dep, module+"/") {
				continue
			}
			if top, _, _ := strings.Cut(p.folder(), "/"); top == "model" && !hasPrefix(dep, modelMayImport) {
				t.Errorf("%s depends on %s; the model rests on the standard library, %s only", p.ImportPath, dep, strings.Join(modelMayImport, " and "))
			}
			if why := forbidden(p.folder(), dep); why != "" {
				t.Errorf("%s depends on %s, %s", p.ImportPath, dep, why)
			}
		}
	}
}

// forbidden says why a package in folder may not even indirectly depend on
// dep, or "".
func forbidden(folder, dep string) string {
	if folder == "" || folder == "ui/measure/empty" || matches("ui/cli", folder) {
		return ""
	}
	for library, home := range onlyUnder {
		if within(library, dep) && !matches(home+"/...", folder) {
			return fmt.Sprintf("which is a detail of %s/", home)
		}
	}
	return ""
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}
