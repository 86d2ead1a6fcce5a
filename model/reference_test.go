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

func TestReadsAsDate(t *testing.T) {
	for text, want := range map[string]bool{
		"4 March": true, "4 March 2024": true, "March 4, 2024": true, "March 2024": true, "2024": true, "2024-03-04": true, "2024-03": true,
		"31.12.2024": true, "12/31/24": true, "16 Jan 2023": true, "2024-03-04T10:00:00Z": true,
		"": false, "2024-13-01": false, "2024-12-40": false, "32.12.2024": false, "13/13/2024": false, "99 March": false,
		"soon": false, "4 March or later": false, "page 4": false,
	} {
		if got := ReadsAsDate(text); got != want {
			t.Errorf("ReadsAsDate(%q) = %v", text, got)
		}
	}
}

func TestCheckAddress(t *testing.T) {
	for text, want := range map[string]error{
		"https://port.example/log?a=1#b": nil, "http://127.0.0.1:80": nil, "https://пример.рф/x": nil,
		"ftp://port.example": ErrNotWeb, "port.example": ErrNotWeb, "javascript:alert(1)": ErrNotWeb, "https://": ErrNoHost,
		"https:///x": ErrNoHost, "https://a b": ErrBlank, "www.port.example": ErrNotWeb, "http://[": ErrNotWeb,
	} {
		if err := CheckAddress(text); err != want {
			t.Errorf("CheckAddress(%q) = %v, want %v", text, err, want)
		}
	}
	if !LooksLikeAddress("www.port.example") || !LooksLikeAddress("htp://x") || LooksLikeAddress("Port log") {
		t.Error("what looks like an address")
	}
}
