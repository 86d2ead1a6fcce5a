package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

// A sign is one code point of a folded text, with all that an Index does not
// keep.
type sign struct {
	r      rune
	upper  bool
	marks  string
	inside bool       // it is not the first that its letter folds to
	span   model.Span // of its letter
}

// naiveSigns folds text letter by letter; span tells where a stretch of it stands.
func naiveSigns(signs []sign, text string, span func(start, end int) model.Span) []sign {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		if unicode.IsSpace(r) {
			if n := len(signs); n > 0 && signs[n-1].r != ' ' {
				signs = append(signs, sign{r: ' ', span: span(i, end)})
			}
			i = end
			continue
		}
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) || !attaches(r) {
				break
			}
			end += size
		}
		l := foldLetter(text[i:end])
		for n, r := range []rune(l.text) {
			s := sign{r: r, inside: n > 0, span: span(i, end)}
			if n == 0 {
				s.upper, s.marks = l.upper, l.marks
			}
			signs = append(signs, s)
		}
		i = end
	}
	return signs
}

func signsOf(doc *markdown.Document) []sign {
	var signs []sign
	for i := range doc.Blocks() {
		b := doc.Block(i)
		if n := len(signs); n > 0 && signs[n-1].r != ' ' {
			signs = append(signs, sign{r: ' '})
		}
		signs = naiveSigns(signs, b.Visible, b.SourceSpan)
	}
	return signs
}

// naiveFind looks at every sign for the words.
func naiveFind(signs []sign, words string) []model.Span {
	want := naiveSigns(nil, strings.TrimSpace(words), func(int, int) model.Span { return model.Span{} })
	cased := slices.ContainsFunc(want, func(s sign) bool { return s.upper })
	marked := slices.ContainsFunc(want, func(s sign) bool { return s.marks != "" })
	fits := func(at int) bool {
		if at+len(want) > len(signs) || len(want) == 0 {
			return false
		}
		for i, w := range want {
			s := signs[at+i]
			if s.r != w.r || cased && s.upper != w.upper || marked && s.marks != w.marks {
				return false
			}
		}
		end := at + len(want)
		return !marked || !signs[at].inside && (end == len(signs) || !signs[end].inside)
	}
	var spans []model.Span
	for at := 0; at < len(signs); {
		if !fits(at) {
			at++
			continue
		}
		first, last := signs[at].span, signs[at+len(want)-1].span
		spans = append(spans, model.Span{Start: first.Start, End: max(first.End, last.End)})
		for at += len(want); at < len(signs) && signs[at].inside; at++ {
		}
	}
	return spans
}

// pieces are what random texts are made of.
var pieces = []string{
	"an", "na", "Ana", " ", "\n", "*na*", "**A**n", "`an`", "[na](http://x.example)", "&amp;", "&eacute;", "\\*", "é", "e\u0301", "E\u0301", "ê", "e", "ệ",
	"ß", "ss", "ẞ", "ﬃ", "ffi", "f", "Σ", "σ", "ς", "İ", "i", "ı", "か", "が", "か\u3099", "한", "\u1112\u1161\u11ab", "하", "и", "й", "Й", "كَ", "ك", "أ", "ا", "ـ",
	"שׁ", "ש", "क", "कु", "क़", "Ł", "l", "’", "'", "\u00ad", "\u200d", "👩\u200d💻", "👩", "\u0301", "a\ufe0f", "Ａ", "\x1b", "&#27;", "\u00a0", "\u3000",
	"\n\n", "\n\n- ", "\n\n> ", "\n\n# ", "\n\n| a | é |\n|---|---|\n| an | na |\n\n", "\n\n```\nan  na\n\n an\n```\n\n", "[^1]", "\n\n[^1]: na an\n\n", "  \n",
}

func texts(t *rapid.T) string {
	few := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "few")
	text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(append(few, pieces...)), 0, 40).Draw(t, "pieces"), "")
	if rapid.IntRange(0, 7).Draw(t, "large") == 0 {
		text += strings.Repeat(strings.Join(few, "")+"an é", rapid.IntRange(1, 12_000).Draw(t, "times"))
	}
	return text
}

func queries(t *rapid.T, visible string) string {
	if rapid.Bool().Draw(t, "other words") || visible == "" {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 3).Draw(t, "words"), "")
	}
	runes := []rune(visible[:min(len(visible), 4096)])
	from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
	words := string(runes[from:min(len(runes), from+rapid.IntRange(1, 6).Draw(t, "length"))])
	if rapid.Bool().Draw(t, "small letters") {
		words = strings.ToLower(words)
	}
	return words
}

// TestHitsAreNaive holds everything that Hits tell to a search that looks at
// every letter.
func TestHitsAreNaive(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	rapid.Check(t, func(t *rapid.T) {
		doc := markdown.New(texts(t))
		x, err := New(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		signs := signsOf(doc)
		for range 3 {
			checkHits(t, x, signs, queries(t, doc.Visible()))
		}
	})
}

func checkHits(t *rapid.T, x *Index, signs []sign, words string) {
	want := naiveFind(signs, words)
	loose := x.Find(words)
	hits, err := loose.Count(context.Background())
	if err != nil || hits.Total() != len(want) {
		t.Fatalf("%q: %d hits, want %d (%v)", words, hits.Total(), len(want), err)
	}
	var at []int
	for n := range hits.Total() {
		hit, ok := hits.Nth(n)
		if !ok || hits.Rank(hit) != n {
			t.Fatalf("%q: hit %d is at %d (%v), rank %d", words, n, hit, ok, hits.Rank(hit))
		}
		at = append(at, hit)
		if len(at) == 2000 {
			break
		}
	}
	if got := hits.spans(at); !slices.Equal(got, want[:len(at)]) {
		t.Fatalf("%q: (-want +got)\n%s", words, cmp.Diff(want[:len(at)], got))
	}
	for range 3 {
		n := rapid.IntRange(0, max(0, len(at)-1)).Draw(t, "hit")
		if n >= len(at) {
			break
		}
		if got := hits.Span(at[n]); got != want[n] {
			t.Fatalf("%q: hit %d is %v, want %v", words, n, got, want[n])
		}
		next, ok := loose.Next(at[n] + 1)
		if n+1 < len(at) && (!ok || next > at[n+1]) {
			t.Fatalf("%q: the hit after %d is %d, %v; want %d", words, at[n], next, ok, at[n+1])
		}
		if next, ok := hits.Next(at[n] + 1); n+1 < len(at) && (!ok || next != at[n+1]) {
			t.Fatalf("%q: counted, the hit after %d is %d, %v; want %d", words, at[n], next, ok, at[n+1])
		}
		if prev, ok := hits.Prev(at[n]); n > 0 && (!ok || prev != at[n-1]) {
			t.Fatalf("%q: counted, the hit before %d is %d, %v; want %d", words, at[n], prev, ok, at[n-1])
		}
	}
	length := len(x.doc.Text())
	start := rapid.IntRange(0, length).Draw(t, "start")
	span := model.Span{Start: start, End: min(length, start+rapid.IntRange(1, 300).Draw(t, "shown"))}
	var shown []model.Span
	for _, s := range want {
		if s.Overlaps(span) && !span.Empty() {
			shown = append(shown, s)
		}
	}
	if got := hits.Within(span); !slices.Equal(got, shown) {
		t.Fatalf("%q within %v: (-want +got)\n%s", words, span, cmp.Diff(shown, got))
	}
}

// TestAtIsNaive holds the position of every offset to the first letter that
// ends behind it.
func TestAtIsNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := markdown.New(texts(t))
		x, err := New(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			offset := rapid.IntRange(0, len(doc.Text())).Draw(t, "offset")
			at := x.At(offset)
			if at < 0 || at > len(x.text) {
				t.Fatalf("%d is at %d of %d", offset, at, len(x.text))
			}
			if at < len(x.text) && x.text[at] != ' ' {
				if span := x.sources([]int{at})[0]; span.End <= offset {
					t.Fatalf("%d is at %d, which ends at %d", offset, at, span.End)
				}
			}
		}
	})
}

// TestHardBlocks finds the last words of blocks that are large.
func TestHardBlocks(t *testing.T) {
	for _, text := range hardtext.Blocks() {
		t.Run(text.Name, func(t *testing.T) {
			doc := markdown.New(text.Small(10) + "\n\nthe very end")
			x, err := New(t.Context(), doc)
			if err != nil {
				t.Fatal(err)
			}
			signs := signsOf(doc)
			for _, words := range []string{"end", "e", "o t", "ferry"} {
				want := naiveFind(signs, words)
				hits, err := x.Find(words).Count(t.Context())
				if err != nil || hits.Total() != len(want) {
					t.Fatalf("%q: %d hits, want %d, %v", words, hits.Total(), len(want), err)
				}
				for n := 0; n < len(want); n += 1 + len(want)/100 {
					at, _ := hits.Nth(n)
					if got := hits.Span(at); got != want[n] {
						t.Fatalf("%q: hit %d is at %v, want %v", words, n, got, want[n])
					}
					if at2 := x.At(want[n].Start); at2 != at {
						t.Fatalf("%q: hit %d begins at %d, not %d", words, n, at, at2)
					}
				}
			}
		})
	}
}

func TestGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	doc := markdown.New("words\n\nand words")
	x := indexed(t, doc.Text())
	cancel()
	if x, err := New(ctx, doc); x != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("index %v, %v", x, err)
	}
	if hits, err := x.Find("words").Count(ctx); hits != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("hits %v, %v", hits, err)
	}
}

func TestNothing(t *testing.T) {
	for _, text := range []string{"", "\n\n", "[n]: http://x.example\n", "<!-- c -->\n\n***\n"} {
		x := indexed(t, text)
		for _, words := range []string{"", "a", "\u0301", "\u00ad"} {
			hits, err := x.Find(words).Count(t.Context())
			if err != nil || hits.Total() != 0 || !hits.Counted() {
				t.Errorf("%q in %q: %d hits, %v", words, text, hits.Total(), err)
			}
			_, next := hits.Next(0)
			_, prev := hits.Prev(1 << 20)
			_, nth := hits.Nth(0)
			if next || prev || nth || hits.Rank(7) != 0 || len(hits.Within(model.Span{Start: 0, End: len(text)})) > 0 {
				t.Errorf("%q in %q: there is a hit", words, text)
			}
		}
		if at := x.At(3); at != len(x.text) {
			t.Errorf("%q: 3 is at %d", text, at)
		}
	}
}
