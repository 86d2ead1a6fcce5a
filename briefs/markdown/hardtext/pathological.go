package hardtext

import (
	"fmt"
	"slices"
	"strings"
)

// Pathological are texts that make careless parsers slow: for each way in which
// one thing in Markdown can make a parser look at many others, one text that
// does it again and again. Count is a megabyte.
func Pathological() []Text {
	return slices.Concat(emphasis(), links(), raw(), bare(), containers(), definitions(), tables(), letters())
}

func emphasis() []Text {
	return []Text{
		mirrored("nested strong emphasis", "*a **a ", "b", " a** a*"),
		mirrored("nested emphasis", "*a ", "b", " a*"),
		mirrored("nested underscores", "_a __b ", "c", " b__ a_"),
		mirrored("nested strikethrough", "~~a ~b ", "c", " b~ a~~"),
		repeated("openers without closers", "_a "),
		repeated("strong openers without closers", "*a **a "),
		repeated("closers without openers", "a_ "),
		repeated("strong closers without openers", "a** "),
		repeated("mismatched openers and closers", "*a_ "),
		repeated("openers and closers by three", "a***b**c*"),
		after("closers after one opener of two", "a **b", "c* "),
		after("openers that one closer passes", "*a ", "_a*_ "),
		repeated("emphasis without letters", "*_"),
		repeated("strikethrough and emphasis", "~~a *b~ c** "),
		repeated("underscores in words", "_a"),
		repeated("tildes", "a ~"),
		{"runs of stars, each longer", megabyte, func(size int) string { return growing("a", "*", size) }},
		{"one run of stars", megabyte, func(size int) string { return "a" + strings.Repeat("*", size) + "b" }},
	}
}

func links() []Text {
	return []Text{
		mirrored("nested brackets", "[", "a", "]"),
		mirrored("nested brackets with letters", "[a ", "b", " c]"),
		mirrored("nested images", "![", "a", "](b)"),
		mirrored("nested links", "[a ", "b", "](c)"),
		repeated("brackets that do not close", "["),
		repeated("brackets that do not open", "a]"),
		repeated("links that do not close", "[a](b"),
		repeated("links in angles that do not close", "[a](<b"),
		repeated("link titles that do not close", "[a](b \""),
		repeated("link titles in parentheses that do not close", "[a](b ("),
		repeated("link openers and emphasis closers", "[ a_"),
		repeated("brackets and parentheses", "[ (]("),
		repeated("images that do not close", "!["),
		repeated("images of brackets", "![[]()"),
		repeated("emphasis across links", "**x [a*b**c*](d)"),
		mirrored("parentheses in a link's target", "[a](b", "c", ")"),
		after("a target of parentheses", "[a](", "("),
		repeated("targets of parentheses", "[a]((((((((((((((((((((((((((((((((((b) "),
		repeated("targets of backslashes", "[a](\\(\\\\"),
		repeated("references that are not defined", "[a][b] "),
		repeated("empty brackets", "[]"),
	}
}

func raw() []Text {
	return []Text{
		{"backticks, each run longer", megabyte, func(size int) string { return growing("e", "`", size) }},
		repeated("backticks, two runs", "`a``b "),
		repeated("lines of code that do not close", "`a\n"),
		repeated("less-than signs", "<"),
		repeated("tags that do not close", "<a b='"),
		repeated("tags of attributes", "<a b c "),
		after("comments that do not close", "a ", "<!-- a "),
		after("comments after an end tag", "</", "<!--"),
		after("instructions that do not close", "a ", "<? "),
		after("declarations that do not close", "a ", "<!A "),
		after("CDATA that does not close", "a ", "<![CDATA[ "),
		after("HTML without end", "<div>\n", "<p>a<"),
		after("HTML of comments without end", "<div>", "<!-"),
		after("scripts in HTML", "<div>", "<script></script>a"),
		repeated("scripts that do not close", "<div><script>\n\n"),
		repeated("fences", "```a\n"),
		repeated("fences of tildes, and backticks", "~~~\n```\n"),
	}
}

func bare() []Text {
	return []Text{
		repeated("web addresses", "http://"),
		repeated("web addresses in parentheses", "(http://a"),
		after("one web address and parentheses", "http://a.b/", ")"),
		after("one web address and entities", "http://a.b/", "&amp;"),
		after("one web address of labels", "http://", "a."),
		repeated("www", "www."),
		repeated("www in emphasis", "*www.a"),
		repeated("www of dots", "www.a.....b"),
		repeated("mail addresses", "a@"),
		repeated("mail addresses in emphasis", "a@b.c_"),
		after("one mail address of dots", "a@", "a."),
		repeated("half an address", "a.b-c_"),
		repeated("colons", "ftp:"),
		repeated("angles around addresses", "<a@b"),
	}
}

func containers() []Text {
	deep := strings.Repeat("> ", 1000)
	return []Text{
		after("quotes on one line", "", "> "),
		after("1,000 quotes, lazy", deep, "deep\n"),
		repeated("1,000 quotes on each line", deep+"deep\n"),
		mirrored("quotes of emphasis", ">", "", "a*"),
		repeated("quotes and tabs", ">\t"),
		after("lists on one line", "", "* "),
		{"list in list", 1450, NestedList},
		after("empty lines in deep lists", strings.Repeat("- ", 1000)+"x", "\n"),
		after("empty lines in deep lists in a quote", "> "+strings.Repeat("- ", 1000)+"x\n", ">\n"),
		repeated("lists and quotes", "> - > 1. "),
		repeated("quotes that open and close", "> a\n- b\n"),
		repeated("list items", "- a\n"),
		repeated("loose list items", "- a\n\n"),
		repeated("lists of other signs", "- a\n+ b\n* c\n"),
		repeated("empty list items", "-\n"),
		repeated("numbers", "1. a\n9) b\n"),
		repeated("code in lists", "-     a\n\n"),
		repeated("underlined headings", "a\n-\n"),
		repeated("underlines", "===\n---\n"),
		repeated("rules", "* * *\n"),
		repeated("number signs", "# a #\n#\n"),
		after("a heading of number signs", "# a ", "#"),
		after("a heading of number signs apart", "# a ", "# "),
	}
}

func definitions() []Text {
	return []Text{
		repeated("definitions", "[a]: b\n"),
		repeated("definitions without end", "[a]:\n"),
		repeated("definitions of titles without end", "[a]: b 'c\n"),
		repeated("definitions apart", "[a]: b\n\n"),
		{"many definitions and uses", megabyte, func(size int) string {
			return counted("[%d]: u\n\n", size/2) + counted("[%d] ", size/2)
		}},
		{"definitions of long labels", megabyte, func(size int) string {
			return repeat("["+strings.Repeat("a", 990)+"]: b\n\n", size)
		}},
		after("definitions behind words", "a\n", "[a]: b\n"),
		after("footnotes cited", "[^a]: b\n\n", "[^a][^b]"),
		{"many footnotes", megabyte / 90, Footnotes},
		repeated("footnotes in footnotes", "[^a]: "),
		repeated("footnotes that do not close", "[^a"),
		repeated("footnote after footnote", "[^a]: b\n"),
		repeated("images of footnotes", "![^a]"),
		repeated("task boxes", "- [ ] [x] "),
	}
}

func tables() []Text {
	columns := func(n int) string {
		return "|" + strings.Repeat("a|", n) + "\n|" + strings.Repeat("-|", n) + "\n"
	}
	return []Text{
		{"one row of bars", megabyte, func(size int) string { return strings.Repeat("|", size) }},
		{"many columns", megabyte, func(size int) string { return columns(size / 4) }},
		{"many columns and short rows", megabyte, func(size int) string { return columns(size/400) + strings.Repeat("a\n", size/2) }},
		{"more delimiters than columns", megabyte, func(size int) string { return "|a|\n|" + strings.Repeat("-|", size/2) + "\n" }},
		repeated("delimiter rows", "a|b\n-|-\n"),
		after("lines before a delimiter row", "", "a|b\n"),
		after("code in cells", "|a|\n|-|\n", "|`\\|`|\n"),
		after("escaped bars", "|a|\n|-|\n|", "\\|"),
		after("emphasis in cells", "|a|b|\n|-|-|\n", "|*a **b|c* d**|\n"),
		repeated("bars and letters", "|\na\n"),
		after("rows in a quote", "> |a|b|\n> |-|-|\n", "> |c|d|\n"),
	}
}

func letters() []Text {
	return []Text{
		repeated("NUL", "\x00"),
		repeated("NUL and letters", "abc\x00de\x00\n"),
		repeated("bytes that are no UTF-8", "\xff"),
		{"combining marks", megabyte, func(size int) string { return "e" + strings.Repeat("\u0301", size/2) }},
		repeated("emoji joined", "👩\u200d"),
		repeated("flags", "🇩🇪"),
		repeated("Chinese", "中文字"),
		repeated("right to left", "مرحبا "),
		repeated("overrides", "\u202ea"),
		repeated("entities", "&amp;&#27;&x"),
		repeated("entities that do not end", "&"),
		repeated("numbers of entities", "&#x"),
		repeated("backslashes", "\\"),
		repeated("backslashes and letters", "\\a\\*"),
		repeated("hard breaks", "a  \n"),
		repeated("hard breaks by backslash", "a\\\n"),
		repeated("tabs", "\t"),
		repeated("tabs and letters", "\ta\t"),
		repeated("spaces", " "),
		repeated("blank lines", "\n"),
		repeated("carriage returns", "a\r"),
		repeated("one line", "word "),
		repeated("one word", "word"),
		repeated("quotation marks", "\"'"),
	}
}

// growing is about size bytes of between, then one sign; between, then two …
func growing(between, sign string, size int) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		b.WriteString(between + strings.Repeat(sign, i))
	}
	return b.String()
}

// counted is about size bytes of format with 1, 2, 3 …
func counted(format string, size int) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
