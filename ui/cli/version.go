package cli

import (
	"runtime/debug"
	"strings"
)

// release is the version that is being worked on; CHANGELOG.md says what is in
// it.
const release = "0.1.0"

// version is what --version says: the module's version where the program was
// installed as one, else the release and the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	if v := info.Main.Version; v != "" && v != "(devel)" && !strings.Contains(v, "+dirty") && !strings.HasPrefix(v, "v0.0.0-") {
		return strings.TrimPrefix(v, "v")
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 7 {
			return release + " (" + s.Value[:7] + ")"
		}
	}
	return release
}
