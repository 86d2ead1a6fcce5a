package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"obelus/ui/tui"
)

// TestReadmeCommands types what the README's code blocks say, in order, in an
// empty home.
func TestReadmeCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program; not in -short")
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	typed := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllSubmatch(readme, -1) {
		for command := range strings.Lines(string(block[1])) {
			command = strings.TrimSpace(command)
			if command == "go test ./..." {
				continue // this is it
			}
			typed++
			if out := typeCommand(t, home, command); out == "" && !strings.Contains(command, ">") && !strings.HasPrefix(command, "go build") {
				t.Errorf("%s: says nothing", command)
			}
		}
	}
	if typed < 8 {
		t.Errorf("only %d commands found in the README", typed)
	}
	annotated, err := os.ReadFile(filepath.Join(home, "annotated.md"))
	if err != nil || !strings.Contains(string(annotated), "Choguel Kokalla Maïga") {
		t.Errorf("the README's export does not name the speaker it tagged (%v)\n%s", err, annotated)
	}
}

// typeCommand runs one command line in a shell: those that go runs in the
// repository, the others in home, where the program was built to.
func typeCommand(t *testing.T, home, command string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", strings.Replace(command, "go build -o obelus", "go build -o '"+home+"/obelus'", 1))
	cmd.Env = []string{"HOME=" + home, "PATH=" + home + ":" + os.Getenv("PATH"), "OBELUS_ANALYST=ana"}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GOTOOLCHAIN"} {
		cmd.Env = append(cmd.Env, name+"="+goEnv(t, name))
	}
	if !strings.HasPrefix(command, "go ") {
		cmd.Dir = home
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: %v\n%s%s", command, err, out, stderr.String())
	}
	return string(out)
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal("go env: ", err)
	}
	return strings.TrimSpace(string(out))
}

// TestReadmeKeys holds the README's table of keys to the program's.
func TestReadmeKeys(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, b := range tui.Keys() {
		for _, key := range append(strings.Fields(b.Shown), b.Keys...) {
			known[key] = true
		}
	}
	_, table, _ := strings.Cut(string(readme), "## Keys")
	table, _, _ = strings.Cut(table, "\n## ")
	keys := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(table, -1)
	if len(keys) < 20 {
		t.Errorf("only %d keys found in the README", len(keys))
	}
	for _, key := range keys {
		if !known[key[1]] {
			t.Errorf("the README speaks of the key %q, which does nothing", key[1])
		}
	}
}
