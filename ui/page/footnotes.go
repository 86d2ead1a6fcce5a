package page

import "github.com/yuin/goldmark/ast"

// footnoteName is the name that n refers to, where n refers to a footnote.
func footnoteName(n ast.Node) (string, bool) { return "", false }

// definedFootnote is the name of the footnote that n defines, where it does.
func definedFootnote(n ast.Node) (string, bool) { return "", false }
