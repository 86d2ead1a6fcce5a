package hardtext

import (
	"fmt"
	"strings"
)

// Blocks are texts of one block, or one kind of block, that is large.
func Blocks() []Text {
	return []Text{
		{"table of 5,000 rows", 5000, func(n int) string { return Table(n, 5) }},
		{"table of 500 columns", 500, func(n int) string { return Table(50, n) }},
		{"Go code of 20,000 lines", 20_000, func(n int) string { return Code(n, "go") }},
		{"code of 20,000 lines, no language", 20_000, func(n int) string { return Code(n, "") }},
		{"list of 10,000 items", 10_000, List},
		{"list of 200 levels", 200, NestedList},
		{"1,000 nested quotes", 1000, NestedQuotes},
		{"paragraph of 5 MB, wrapped", 5 * megabyte, func(n int) string { return Paragraph(n, "\n") }},
		{"paragraph of 5 MB on one line", 5 * megabyte, func(n int) string { return Paragraph(n, " ") }},
		{"1 MB without a space", megabyte, Unbroken},
		{"10,000 links", 10_000, Links},
		{"5,000 footnotes", 5000, Footnotes},
	}
}

// words are what the cells, items and sentences here are made of.
var words = [...]string{
	"harbour", "convoy", "ministry", "grain", "frontier", "audit", "pipeline", "ballot", "garrison", "treaty",
	"*unconfirmed*", "**three**", "`AIS 04:10`", "according to", "Kyiv", "Ségou", "南港", "склад", "الميناء", "don't",
	"[a notice](https://example.org/n)", "R&amp;D", "~~four~~", "report", "observer", "warehouse", "permit", "ferry", "quota", "signal",
}

// word is the k-th of an endless row of words, the same whenever it is asked for.
func word(k int) string { return words[(k*7+k/len(words)*11)%len(words)] }

// phrase is n words from the k-th on.
func phrase(k, n int) string {
	some := make([]string, n)
	for i := range some {
		some[i] = word(k + i)
	}
	return strings.Join(some, " ")
}

// Table is a table of that many rows, its header not counted, and columns.
func Table(rows, columns int) string {
	var b strings.Builder
	for c := range columns {
		fmt.Fprintf(&b, "| column %d ", c+1)
	}
	b.WriteString("|\n")
	for c := range columns {
		b.WriteString([]string{"| --- ", "| :--- ", "| ---: ", "| :---: "}[c%4])
	}
	b.WriteString("|\n")
	for r := range rows {
		for c := range columns {
			fmt.Fprintf(&b, "| %s %d ", phrase(r*columns+c, 1+c%3), r+1)
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// Code is a fenced block of that many lines of Go.
func Code(lines int, language string) string {
	var b strings.Builder
	b.WriteString("```" + language + "\n")
	for i := range lines {
		switch i % 5 {
		case 0:
			fmt.Fprintf(&b, "// step%d loads a crate and says how it went.\n", i)
		case 1:
			fmt.Fprintf(&b, "func step%d(name string, weight int) (string, error) {\n", i)
		case 2:
			fmt.Fprintf(&b, "\tif weight > %d { return \"\", fmt.Errorf(\"%%s is too heavy: %%d\", name, weight) }\n", i)
		case 3:
			fmt.Fprintf(&b, "\treturn name + \" loaded at dock %d\", nil\n", i)
		default:
			b.WriteString("}\n")
		}
	}
	return b.String() + "```\n"
}

// List is one list of that many items.
func List(items int) string {
	var b strings.Builder
	for i := range items {
		fmt.Fprintf(&b, "- item %d: %s\n", i+1, phrase(i*5, 4+i%9))
	}
	return b.String()
}

// NestedList is a list in a list, that many levels deep.
func NestedList(levels int) string {
	var b strings.Builder
	for i := range levels {
		fmt.Fprintf(&b, "%s- level %d\n", strings.Repeat("  ", i), i+1)
	}
	return b.String()
}

// NestedQuotes is a quote in a quote, that many levels deep, each line of it.
func NestedQuotes(levels int) string {
	open := strings.Repeat("> ", levels)
	return open + "said by somebody\n" + open + "who was quoted\n"
}

// Paragraph is one paragraph of about size bytes, its sentences joined by join.
func Paragraph(size int, join string) string {
	var b strings.Builder
	for k := 0; b.Len() < size; k++ {
		if k > 0 {
			b.WriteString(join)
		}
		fmt.Fprintf(&b, "Sentence %d says: %s.", k+1, phrase(k*13, 6+k%11))
	}
	return b.String() + "\n"
}

// Unbroken is size bytes of letters and digits on one line.
func Unbroken(size int) string {
	var b strings.Builder
	for k := 0; b.Len() < size; k++ {
		fmt.Fprintf(&b, "%x", k*k+k)
	}
	return b.String()[:size] + "\n"
}

// Links is one paragraph with that many links, of every kind.
func Links(n int) string {
	var b strings.Builder
	for i := range n {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "[link %d](https://example.org/%d \"title %d\")\n", i+1, i+1, i+1)
		case 1:
			fmt.Fprintf(&b, "[link %d][target], ", i+1)
		case 2:
			fmt.Fprintf(&b, "<https://example.org/%d> and ", i+1)
		default:
			fmt.Fprintf(&b, "https://example.org/%d.\n", i+1)
		}
	}
	return b.String() + "\n\n[target]: https://example.org/target\n"
}

// Footnotes is a text that cites that many footnotes, and their definitions.
func Footnotes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Claim %d was made[^%d].\n", i+1, i+1)
		if i%5 == 4 {
			b.WriteString("\n")
		}
	}
	b.WriteString("\n")
	for i := range n {
		fmt.Fprintf(&b, "[^%d]: Source %d: %s.\n", i+1, i+1, phrase(i*3, 5))
	}
	return b.String()
}
