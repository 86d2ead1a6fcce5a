package storage

import (
	"testing"

	"obelus/model"
)

// TestRecordName: no number in a key is shown as the bytes that it is made of.
func TestRecordName(t *testing.T) {
	for want, got := range map[string]string{
		`journal 258`:               recordName(journalBucket, seqKey(258)),
		`journal`:                   recordName(journalBucket, nil),
		`journal "short"`:           recordName(journalBucket, []byte("short")),
		`texts "3f2a"`:              recordName(textsBucket, []byte("3f2a")),
		`texts "3f2a", piece 3`:     recordName(textsBucket, pieceKey("3f2a", 2)),
		`touched "mali", change 12`: recordName(touchedBucket, touchedKey("mali", 12)),
		`marks "a\x00b"`:            recordName(marksBucket, []byte("a\x00b")),
		`briefs "mali"`:             recordName(briefsBucket, []byte(model.BriefID("mali"))),
	} {
		if got != want {
			t.Errorf("it is %s, want %s", got, want)
		}
	}
}
