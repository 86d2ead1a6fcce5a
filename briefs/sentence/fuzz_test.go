package sentence

import (
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// FuzzSplit holds the sentences of any text to what Range and Split promise.
func FuzzSplit(f *testing.F) {
	for _, group := range splitCases {
		f.Add(strings.ReplaceAll(group.lines, "|", ""))
	}
	for line := range strings.Lines(families) {
		f.Add(strings.NewReplacer("| ", "", "|", "", "↵", "\n").Replace(line))
	}
	for _, text := range []string{"", " ", ".", "...", ".\u0301 A", "a. \u0301B", "(\"[«", "1. \n2.", "!)))]]\"\" A", "\xff. \xfe", "a.\u200d B", "\r\n.\r\n", "؀. Z", "x؟\u0604y z. \u0600\u0601", "x.\u00a0\u0301Y", "ก. ข", "· ;:։"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD") // as visible text is
		isEdge := map[int]bool{0: true, len(text): true}
		for it := graphemes.FromString(text); it.Next(); {
			isEdge[it.Start()] = true
		}
		end := 0
		gap := func(to int) {
			if rest := strings.TrimSpace(text[end:to]); rest != "" {
				t.Fatalf("%q lies in no sentence of %q", rest, text)
			}
		}
		for _, r := range Split(text) {
			if r.Start < end || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("%v after %d in %q", r, end, text)
			}
			if !isEdge[r.Start] || !isEdge[r.End] {
				t.Fatalf("%v cuts a grapheme of %q", r, text)
			}
			gap(r.Start)
			if first := []rune(text[r.Start:])[0]; unicode.IsSpace(first) && !strings.ContainsRune(text[r.Start:r.End], first) {
				t.Fatalf("%v begins with white space in %q", r, text)
			}
			end = r.End
		}
		gap(len(text))
		last := -1
		for _, i := range Clauses(text) {
			if i <= last || i > 0 && i >= len(text) || !isEdge[i] {
				t.Fatalf("clause at %d after %d in %q", i, last, text)
			}
			last = i
		}
	})
}

// TestSplitIsLinear splits lines of half a megabyte that invite looking far ahead or back;
// anything quadratic would take minutes.
func TestSplitIsLinear(t *testing.T) {
	for _, piece := range []string{"The U.S. Ambassador spoke. He left. ", ".", ". ", "(", "(a. ", ")", "\"A. ", ".)", "! ", "a", "1. ", "• ", "[1", "'", "I. ", ",,x", "。", "<a", ".\u0301", "x.   ", "1 2010 05:01: A", "A. (b) C"} {
		text := strings.Repeat(piece, (1<<19)/len(piece))
		if got := Split(text); len(got) == 0 {
			t.Errorf("%q: no sentences", piece)
		}
		Clauses(text)
	}
	long := "A" + strings.Repeat(" ", 1<<20) + "." + strings.Repeat(" ", 1<<20) + "B"
	if got := Split(long); len(got) == 0 {
		t.Error("spaces: no sentences")
	}
}

func BenchmarkSplit(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"English", "The U.S. Ambassador spoke at 5 p.m. on Monday, Dr. Kone said. Nobody at No. 7 (see Fig. 2) knew of it: \"We heard nothing.\" "},
		{"Russian", "В 2010 г. компания выросла до 5 млн. руб. Потом пришёл проф. Ильин, и всё остановилось. "},
		{"Japanese", "彼は来た。彼女は「もう帰る。」と言った。これは長い文で、いくつかの句に分かれている。"},
		{"stops", ". "},
	} {
		text := strings.Repeat(c.text, 5<<20/len(c.text))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Split(text)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
		})
	}
}
