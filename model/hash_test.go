package model_test

import (
	"strings"
	"testing"

	"obelus/model"
)

// TestHashValid: only what a text can be named by is a hash.
func TestHashValid(t *testing.T) {
	good := model.HashOf("text")
	if !good.Valid() || !model.HashOf("").Valid() {
		t.Errorf("%s is no hash", good)
	}
	for _, bad := range []model.Hash{"", good[1:], good + "0", model.Hash(strings.ToUpper(string(good))), "../" + good[3:], good[:63] + "\x00"} {
		if bad.Valid() {
			t.Errorf("%q is a hash", bad)
		}
	}
}
