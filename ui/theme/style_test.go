package theme

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/glamour/v2/styles"
	"github.com/google/go-cmp/cmp"
)

func TestReadStyle(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // of the error; "" for none
	}{
		{"nothing set", `{}`, ""},
		{"with a byte order mark", "\ufeff{\"h1\": {\"color\": \"#abc\"}}", ""},
		{"null", `{"h1": {"color": null, "margin": null}}`, ""},
		{"every kind of value", `{"document": {"margin": 2, "bold": true, "color": "212", "prefix": "» "}, "hr": {"format": "{{.text}}"}, "code_block": {"theme": "dracula", "chroma": {"text": {"color": "#C4C4C4"}}}}`, ""},
		{"empty", ``, "line 1: ends too early: a brace or a value is missing"},
		{"cut short", "{\n\"h1\": {\n\"bold\": true", "line 3: h1 ends too early: a brace or a value is missing"},
		{"a comma too many", "{\n  \"h1\": {\"bold\": true},\n}", "line 3: is no JSON: invalid character '}'"},
		{"no object", `[1]`, "line 1: is to be an object { … }"},
		{"unknown field", "{\n  \"h1\": {\n    \"colour\": \"1\"\n  }\n}", "line 3: h1.colour is no field of a glamour style"},
		{"unknown element", "{\n\n\"h7\": {}}", "line 3: h7 is no field of a glamour style"},
		{"a field of Go's", `{"h1": {"StylePrimitive": {}}}`, "line 1: h1.StylePrimitive is no field of a glamour style"},
		{"colour by name", "{\"h1\":\n {\"color\": \"red\"}}", `line 2: h1.color "red" is no colour: write #RRGGBB`},
		{"colour too large", `{"h1": {"background_color": "256"}}`, `h1.background_color "256" is no colour`},
		{"colour of four digits", `{"h1": {"color": "#1234"}}`, `is no colour`},
		{"colour as a number", `{"h1": {"color": 12}}`, "line 1: h1.color is to be a text in quotation marks"},
		{"bold as a text", `{"h1": {"bold": "yes"}}`, "line 1: h1.bold is to be true or false"},
		{"margin as a text", `{"document": {"margin": "2"}}`, "line 1: document.margin is to be a number"},
		{"margin beyond reason", `{"document": {"margin": 4000000000}}`, "line 1: document.margin is 4000000000: write a number from 0 to 40"},
		{"margin below nothing", `{"document": {"margin": -1}}`, "document.margin is -1"},
		{"an element that is none", `{"h1": "bold"}`, "line 1: h1 is to be an object { … }"},
		{"an escape", `{"h1": {"prefix": "\u001b[2J"}}`, "line 1: h1.prefix holds a control character"},
		{"a template that is none", `{"hr": {"format": "{{.text"}}`, "line 1: hr.format"},
		{"a theme of code that is none", `{"code_block": {"theme": "nightly"}}`, `line 1: code_block.theme "nightly" is no style of chroma's`},
		{"more behind it", "{}\n{}", "line 2: nothing may follow the style"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadStyle([]byte(tt.text))
			var wrong *StyleError
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("it is refused: %v", err)
			case tt.want == "":
			case !errors.As(err, &wrong) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n"):
				t.Errorf("it says %v, want %q", err, tt.want)
			}
		})
	}
}

// TestGlamoursOwnStyles reads every style that glamour comes with: from its
// files, and back from what its Go code says.
func TestGlamoursOwnStyles(t *testing.T) {
	for name, style := range styles.DefaultStyles {
		text, err := json.Marshal(style)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadStyle(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(*style, got); diff != "" {
			t.Errorf("%s comes back changed (-want +got):\n%s", name, diff)
		}
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "charm.land/glamour/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "styles", "*.json"))
	if err != nil || len(files) < 5 {
		t.Fatalf("glamour has %d styles as JSON (%v)", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadStyle(text); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
}

func TestStyledWithoutColours(t *testing.T) {
	before, err := json.Marshal(styles.DarkStyleConfig)
	if err != nil {
		t.Fatal(err)
	}
	bare := New(Dark, true).Styled(styles.DarkStyleConfig).Glamour()
	text, err := json.Marshal(bare)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "color") {
		t.Errorf("there are colours: %s", text)
	}
	if bare.H1.Prefix != styles.DarkStyleConfig.H1.Prefix || bare.Strong.Bold == nil {
		t.Error("more than colours is gone")
	}
	if after, err := json.Marshal(styles.DarkStyleConfig); err != nil || string(after) != string(before) {
		t.Error("the style that was given is changed")
	}
}
