package export_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"obelus/briefs/samples"
	"obelus/briefs/text"
)

const corpus = "../../../shared/corpus"

// example matches one example of the CommonMark and GFM specifications.
var example = regexp.MustCompile("(?ms)^`{32} example[^\n]*\n(.*?)^\\.\n")

// specExamples gives the Markdown halves of the specifications' examples.
func specExamples(tb testing.TB) []string {
	tb.Helper()
	var list []string
	for _, name := range []string{"commonmark/spec.txt", "cmark-gfm/spec.txt"} {
		data, err := os.ReadFile(filepath.Join(corpus, "markdown", name))
		if err != nil {
			tb.Skipf("the corpus is not here: %v", err)
		}
		for _, m := range example.FindAllStringSubmatch(string(data), -1) {
			list = append(list, strings.ReplaceAll(m[1], "→", "\t"))
		}
	}
	if len(list) < 1200 {
		tb.Fatalf("only %d examples were read", len(list))
	}
	if testing.Short() {
		return everySixth(list)
	}
	return list
}

// everySixth thins out texts that are all tried otherwise.
func everySixth(texts []string) []string {
	var some []string
	for i := 0; i < len(texts); i += 6 {
		some = append(some, texts[i])
	}
	return some
}

// corpusBriefs gives the corpus's Markdown and text briefs, as brief texts, by
// name.
func corpusBriefs(tb testing.TB) map[string]string {
	tb.Helper()
	briefs := make(map[string]string)
	for _, dir := range []string{"briefs", "markdown/cmark/bench/samples"} {
		err := filepath.WalkDir(filepath.Join(corpus, dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			switch filepath.Ext(path) {
			case ".md":
				briefs[path] = strings.ReplaceAll(string(data), "\r\n", "\n")
			case ".txt":
				briefs[path], _ = text.ToMarkdown(strings.ReplaceAll(string(data), "\r\n", "\n"))
			}
			return err
		})
		if err != nil {
			tb.Skipf("the corpus is not here: %v", err)
		}
	}
	if len(briefs) < 20 {
		tb.Fatalf("only %d briefs were read", len(briefs))
	}
	if testing.Short() {
		some := make(map[string]string)
		for _, path := range everySixth(slices.Sorted(maps.Keys(briefs))) {
			some[path] = briefs[path]
		}
		return some
	}
	return briefs
}

// ownTexts are brief texts of our own that are hard to mark.
func ownTexts() []string {
	list := []string{
		"# ==A== heading [^a1]\n\nA ==word== and **A**[^a2] with [^a2].\n",
		"<!-- obelus:brief {\"v\":1} -->\n\nText.\n\n<!-- obelus:end -->\n",
		"---\ntitle: x\nnote: |\n  <!-- obelus:brief {\"v\":1,\"front\":0,\"bytes\":1} -->\n---\n\nText after it.\n",
		"---\ntitle: nothing else\n---",
		"\uFEFF# Title\n\nText.\n",
		"Text with `code` and <b>raw</b> and ![image *alt*](x.png) and <https://example.org/a> and https://example.org/b.\n",
		"foo**bar**baz and foo*bar*baz and __a__ and ***both*** and ~~gone~~.\n",
		"[link](https://example.org \"title (x)\") and [ref][r] and [r] and [r][].\n\n[r]: https://example.org/r 'T'\n",
		"| a | b |\n|---|:-:|\n| one | two \\| three |\n| `x|y` | *z* |\n| short |\n",
		"- one\n  - two\n\n    para in two\n- [ ] task\n- [x] done\n\n1. a\n2. b\n",
		"> quoted\n> lines\n>\n> - item\n> lazy\n",
		"```\ncode never closed\n\nstill code\n",
		"<!-- comment never closed\n\ntext\n",
		"<script>\nvar x = 1;\n\nmore\n",
		"~~~~ go\nfmt.Println()\n",
		"Claim one.[^1] Claim two[^note](paren).\n\n[^1]: The footnote.\n\n    More of it.\n[^note]: Another.\n",
		"Setext\n===\n\nsub\n---\n\n***\n\npara\n***\nnext\n",
		"one\ntwo  \nthree\\\nfour &amp; five &#42; \\* six\n",
		"",
		"\n\n",
		"[only]: https://example.org\n",
		"no newline at the end",
		"    indented code\n\n    more\n\npara\n# heading right behind\npara right behind\n",
		"<div>\nraw *html*\n</div>\npara?\n\n<b>inline</b> start\n",
		"A line that ends with two spaces  \n== not a heading\n\n日本語の文。次の文です。العربية جملة.\n",
	}
	for _, s := range samples.All() {
		list = append(list, s.Text)
	}
	return list
}
