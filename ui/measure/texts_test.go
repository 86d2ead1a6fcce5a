package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTexts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "own.md")
	if err := os.WriteFile(file, []byte("# Ferries\n\nThe ferry is späť again.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"", file} {
		texts, err := theTexts(from)
		if err != nil || len(texts) != 2 {
			t.Fatalf("%d texts, %v; want two", len(texts), err)
		}
		for _, text := range texts {
			for _, size := range []int{1_000, 10_000, 1_000_000} {
				b, err := text.write(dir, size)
				if err != nil {
					t.Fatal(err)
				}
				content, err := os.ReadFile(b.path)
				if err != nil {
					t.Fatal(err)
				}
				if n := len(content); n < size*7/10 || n > size+1500 {
					t.Errorf("%s of %d bytes has %d", text.name, size, n)
				}
				if !utf8.Valid(content) || strings.Count(string(content), rare) != 1 || !strings.HasSuffix(string(content), closing) {
					t.Errorf("%s of %d bytes does not end as it should: %q", text.name, size, content[max(0, len(content)-100):])
				}
				if len(b.first) == 0 || b.size != size || filepath.Ext(b.path) != text.ext {
					t.Errorf("%s of %d bytes: %+v", text.name, size, b)
				}
			}
		}
	}
	if _, err := theTexts(filepath.Join(dir, "nowhere.md")); err == nil || !strings.Contains(err.Error(), "nowhere.md") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestHardBriefs(t *testing.T) {
	t.Parallel()
	all, err := hardBriefs(t.TempDir())
	if err != nil || len(all) < 10 {
		t.Fatalf("%d hard texts, %v", len(all), err)
	}
	for _, b := range all {
		if deep := strings.Contains(b.text, "nested quotes"); len(b.first) == 0 != deep || b.size < len(closing) {
			t.Errorf("%+v is waited for by the wrong words", b)
		}
	}
}
