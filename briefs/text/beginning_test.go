package text_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/text"
)

// deciding is what the package says a text is decided by.
const deciding = 64 << 10

// checkBeginning converts the first at bytes of plain: it has to be the
// beginning of the whole's conversion, and to leave out less than half of
// what is there.
func checkBeginning(t failer, plain string, at int) {
	t.Helper()
	whole, title := text.ToMarkdown(plain)
	begun, begunTitle := text.Beginning(plain[:at])
	if !strings.HasPrefix(whole, begun) {
		n := 0
		for n < len(begun) && n < len(whole) && begun[n] == whole[n] {
			n++
		}
		t.Errorf("cut at %d of %d: the conversions part at %d:\nwhole     %q\nbeginning %q",
			at, len(plain), n, whole[n:min(len(whole), n+200)], begun[n:min(len(begun), n+200)])
	}
	if title != begunTitle {
		t.Errorf("cut at %d of %d: title %q, the whole's is %q", at, len(plain), begunTitle, title)
	}
	if there, _ := text.ToMarkdown(plain[:at]); len(begun) < len(there)/2 {
		t.Errorf("cut at %d of %d: only %d bytes of %d came of it", at, len(plain), len(begun), len(there))
	}
}

// TestBeginning puts texts together of paragraphs of every kind, wrapped and
// not, and cuts them anywhere behind what decides.
func TestBeginning(t *testing.T) {
	kinds := []string{
		"HARBOUR OFFICE\n", "A headline that is short\n\n", "Subject: the pier\n", "12 May 2025\n\n", "\n", "\n\n\n", "\r\n", "\t\n",
		"The harbour office said on Tuesday that it would no longer vouch for the\nold pier. Engineers have found rot in eleven of its forty piles, and the\ncompany has stopped the night service.\n\n",
		"The harbour office said on Tuesday that it would no longer vouch for the\nold pier. Engineers have found rot\n",
		"- an item of a list, which is long enough to be wrapped once, and is then\n  wrapped with an indent\n", "1. one\n", "# no heading\n", "* a *b* `c` [d](e)\n",
		"Pier 1      open      4 m      concrete\n", "word `` word ` word * and * stars\n", "\u2028", "\v", "\u0085",
		"A line of a text that nobody wrapped, which goes on and on for much longer than any measure would have let it, as texts from the web do when they are saved by hand.\n",
		"港湾事務所は火曜日、古い桟橋の安全をもう保証できないと発表した。\n技術者が四十本の杭のうち十一本に腐食を見つけ、\n",
	}
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 40).Draw(t, "kinds")
		tail := rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 40).Draw(t, "tail")
		passage := strings.Join(some, "") + "\n\n" // no paragraph is most of what there is
		plain := strings.Repeat(passage, 2+2*deciding/len(passage)) + strings.Repeat(strings.Join(tail, ""), 1+rapid.IntRange(0, 200).Draw(t, "times"))
		at := rapid.IntRange(deciding+300, len(plain)).Draw(t, "at")
		for at < len(plain) && plain[at]&0xc0 == 0x80 {
			at++
		}
		checkBeginning(t, plain, at)
	})
}

// TestBeginningOfCorpus repeats the corpus' texts and cuts them.
func TestBeginningOfCorpus(t *testing.T) {
	paths, err := filepath.Glob("../../../shared/corpus/briefs/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Skip("the corpus is not beside the repository")
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ToValidUTF8(string(raw), "\uFFFD")
		if len(plain) == 0 {
			continue
		}
		plain = strings.Repeat(plain+"\n", 1+3*deciding/len(plain))
		for _, at := range []int{deciding + 1 + len(plain)/9, len(plain) / 2, len(plain) - 100} {
			for ; plain[at-1] != '\n' && plain[at]&0xc0 == 0x80; at++ {
			}
			if strings.Count(plain[:at], "\n") < at/20_000 {
				continue // lines this long are converted as they stand
			}
			checkBeginning(t, plain, at)
		}
	}
}

// TestBeginningOfOneLine shows what there is of a text in one huge line.
func TestBeginningOfOneLine(t *testing.T) {
	for _, before := range []string{"", "A headline that is short\n\n", "12 May 2025\nA headline that is short\n"} {
		plain := before + strings.Repeat("The pier is closed, and nobody knows why. ", 20_000)
		whole, title := text.ToMarkdown(plain)
		begun, begunTitle := text.Beginning(plain[:2*deciding])
		if !strings.HasPrefix(whole, strings.TrimRight(begun, "\n")) || title != begunTitle || len(begun) < 2*deciding-2 {
			t.Errorf("after %q: %d bytes of %q, the whole is of %q", before, len(begun), begunTitle, title)
		}
		if want := before != ""; (title != "") != want {
			t.Errorf("after %q: the title is %q", before, title)
		}
	}
}

// TestDecidedAtTheBeginning lets what follows the deciding bytes speak for
// another measure, and go without small letters.
func TestDecidedAtTheBeginning(t *testing.T) {
	wrapped := "The harbour office said on Tuesday that it would no longer vouch for the\nold pier. Engineers have found rot in eleven of its forty piles, and the\ncompany has stopped the night service between both of the islands until\nthe spring, though nobody there would name a date for that to anybody.\n\n"
	loose := strings.Repeat("A list of words\nand nothing else in it\nwhich is wrapped by nobody\n", 9000)
	if begun := strings.Repeat(wrapped, 300); !text.Wrapped(begun + loose) {
		t.Error("lines far behind the beginning decided against a measure")
	}
	if text.Wrapped(loose + strings.Repeat(wrapped, 3000)) {
		t.Error("lines far behind the beginning decided for a measure")
	}
}
