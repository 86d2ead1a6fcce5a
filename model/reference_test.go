package model

import (
	"errors"
	"testing"
)

func TestParseReference(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Reference
	}{
		{"UN report", Reference{Title: "UN report"}},
		{"https://example.org/a", Reference{URL: "https://example.org/a"}},
		{"UN report <https://example.org/a>", Reference{Title: "UN report", URL: "https://example.org/a"}},
		{"Reuters <https://example.org> 2022-09-20 para 4", Reference{"Reuters", "https://example.org", "2022-09-20", "para 4", "", ""}},
		{"Reuters <https://example.org> 20 Sep 2022 p. 4", Reference{"Reuters", "https://example.org", "20 Sep 2022", "p. 4", "", ""}},
		{"Reuters <https://example.org> 20 Sep p. 4", Reference{"Reuters", "https://example.org", "20 Sep", "p. 4", "", ""}},
		{"Reuters <https://example.org> September 20, 2022 p. 4", Reference{"Reuters", "https://example.org", "September 20, 2022", "p. 4", "", ""}},
		{"Reuters <https://example.org> Sept. 2022", Reference{"Reuters", "https://example.org", "Sept. 2022", "", "", ""}},
		{"Reuters <https://example.org> 2022 ch. 3", Reference{"Reuters", "https://example.org", "2022", "ch. 3", "", ""}},
		{"Reuters <https://example.org> 20.9.2022 00:14:05", Reference{"Reuters", "https://example.org", "20.9.2022", "00:14:05", "", ""}},
		{"Reuters <https://example.org> p. 2022", Reference{"Reuters", "https://example.org", "", "p. 2022", "", ""}},
		{"Ministry log <> 2022-09-20 entry 7", Reference{"Ministry log", "", "2022-09-20", "entry 7", "", ""}},
		{"a < b", Reference{Title: "a < b"}},
	} {
		got, err := ParseReference(c.in)
		if err != nil || got != c.want {
			t.Errorf("ParseReference(%q) = %+v, %v; want %+v", c.in, got, err, c.want)
			continue
		}
		if again, err := ParseReference(got.String()); err != nil || again != got {
			t.Errorf("%q was written as %q, which reads as %+v, %v", c.in, got.String(), again, err)
		}
	}
	for _, in := range []string{"", "  ", "<>", "<> 2022"} {
		if r, err := ParseReference(in); !errors.Is(err, ErrEmptyReference) {
			t.Errorf("ParseReference(%q) = %+v, %v; want ErrEmptyReference", in, r, err)
		}
	}
}
