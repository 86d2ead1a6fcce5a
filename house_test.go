package main_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// A sources is one package's files, parsed.
type sources struct {
	listed
	fset  *token.FileSet
	files []*ast.File
}

func parseAll(t *testing.T) []sources {
	t.Helper()
	var all []sources
	for _, p := range goList(t, "./...") {
		s := sources{listed: p, fset: token.NewFileSet()}
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(s.fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			s.files = append(s.files, f)
		}
		all = append(all, s)
	}
	return all
}

func (s sources) at(n ast.Node) string {
	pos := s.fset.Position(n.Pos())
	return filepath.Join(s.folder(), filepath.Base(pos.Filename)) + ":" + strconv.Itoa(pos.Line)
}

// Each package says what it is for, once; each exported identifier what it is.
func TestDocComments(t *testing.T) {
	for _, s := range parseAll(t) {
		if n := len(packageComments(s)); n != 1 {
			t.Errorf("package %s has %d package comments, want one", s.ImportPath, n)
		}
		if s.Name == "main" {
			continue
		}
		for _, f := range s.files {
			for _, d := range f.Decls {
				for _, name := range undocumented(d) {
					t.Errorf("%s: %s has no doc comment", s.at(d), name)
				}
			}
		}
	}
}

func packageComments(s sources) []*ast.File {
	return slices.DeleteFunc(slices.Clone(s.files), func(f *ast.File) bool { return f.Doc == nil })
}

// undocumented lists the exported names that d declares without a comment. A
// comment on a group speaks for the group.
func undocumented(d ast.Decl) []string {
	var names []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d)) && !wellKnown(d.Name.Name)) {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && spec.Doc == nil && d.Doc == nil {
					names = append(names, spec.Name.Name)
				}
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					if n.IsExported() && spec.Doc == nil && spec.Comment == nil && d.Doc == nil {
						names = append(names, n.Name)
					}
				}
			}
		}
	}
	return names
}

func receiver(d *ast.FuncDecl) string {
	switch r := d.Recv.List[0].Type.(type) {
	case *ast.StarExpr:
		if id, ok := r.X.(*ast.Ident); ok {
			return id.Name
		}
	case *ast.Ident:
		return r.Name
	}
	return ""
}

// wellKnown methods say what they do by their names.
func wellKnown(name string) bool {
	return slices.Contains([]string{"String", "Error", "Unwrap", "Is"}, name)
}

// No package has state of its own: what a package-level variable holds is set
// where it is declared, and never again.
func TestNoPackageState(t *testing.T) {
	for _, s := range parseAll(t) {
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
		conf := types.Config{Importer: noImports{}, Error: func(error) {}}
		pkg, _ := conf.Check(s.ImportPath, s.fset, s.files, info) // imports are left open; this package's own names are not
		for _, f := range s.files {
			ast.Inspect(f, func(n ast.Node) bool {
				for _, target := range written(n) {
					if v, ok := info.Uses[rootOf(target)].(*types.Var); ok && v.Parent() == pkg.Scope() {
						t.Errorf("%s: package variable %s is written to; pass the state on instead", s.at(n), v.Name())
					}
				}
				return true
			})
		}
	}
}

// written lists what n assigns to or takes the address of.
func written(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "delete" || id.Name == "clear") {
			return n.Args[:1]
		}
	}
	return nil
}

// rootOf is the variable that an element, field or pointer is reached from;
// nil where there is none.
func rootOf(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.IndexExpr:
		return rootOf(e.X)
	case *ast.SelectorExpr:
		return rootOf(e.X)
	case *ast.StarExpr:
		return rootOf(e.X)
	case *ast.ParenExpr:
		return rootOf(e.X)
	}
	return nil
}

// noImports leaves other packages' names unresolved.
type noImports struct{}

func (noImports) Import(string) (*types.Package, error) {
	return nil, errors.New("not looked at")
}
