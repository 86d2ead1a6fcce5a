package tui

import (
	"testing"

	"obelus/model"
)

func TestExportName(t *testing.T) {
	tests := []struct {
		name  string
		brief model.Brief
		want  string
	}{
		{"of a file", model.Brief{Paths: []string{"/desk/mali.txt"}, Title: "Iran and Russia"}, "mali.annotated.md"},
		{"of what has no file", model.Brief{Title: "Mali: who fills the gap, and on whose terms"}, "mali-who-fills-the-gap-and.annotated.md"},
		{"that cannot leave the folder", model.Brief{Title: "../../etc/passwd"}, "etc-passwd.annotated.md"},
		{"without letters", model.Brief{ID: "7f1934f9b468", Title: "…"}, "7f1934f9b468.annotated.md"},
		{"in a script without spaces", model.Brief{Title: "夜間フェリー運休"}, "夜間フェリー運休.annotated.md"},
	}
	for _, tt := range tests {
		if got := exportName(tt.brief); got != tt.want {
			t.Errorf("the name %s is %q, want %q", tt.name, got, tt.want)
		}
	}
}
