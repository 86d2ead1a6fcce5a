package sentence

import (
	"slices"
	"strings"
	"testing"
)

func TestClauses(t *testing.T) {
	// "|" stands where a clause begins, but for the first.
	for _, line := range []string{
		`In this way, |the envoy gained ground, |something |that also helps the capital, |as the envoy has pledged to give |"security, |order |and calm" |in exchange for gold.`,
		`She left; |he stayed: |nobody asked.`,
		`It grew by 3,500 at 5:30, |not more.`,
		`The port – |the old one – |is shut |because it burned |while we slept.`,
		`They shipped oil as well as wheat.`,
		`It serves as one of two ports, |as a ferry did, |and fell |as the tide rose.`,
		`The minister |(who resigned) |said |“no” |and left.`,
		`Er sagte, |dass sie kommt, |aber nicht heute.`,
		`Он сказал, |что придёт, |но не сегодня.`,
		`彼は来た、|そして帰った。`,
		`他来了，|但是没有说话；|后来走了。`,
		`قال الوزير، |إنه سيعود.`,
		`one`,
	} {
		text := strings.ReplaceAll(line, "|", "")
		want := []int{0}
		clauses := strings.Split(line, "|")
		for n, clause := range clauses[:len(clauses)-1] {
			want = append(want, want[n]+len(clause))
		}
		if got := Clauses(text); !slices.Equal(got, want) {
			var shown strings.Builder
			for n, at := range got {
				end := len(text)
				if n+1 < len(got) {
					end = got[n+1]
				}
				shown.WriteString("|" + text[at:end])
			}
			t.Errorf("\n got %s\nwant |%s", &shown, line)
		}
	}
}

// TestClausesOfDesk stops where the brief that the project was begun for turns
// from judgement to what somebody pledged.
func TestClausesOfDesk(t *testing.T) {
	text := readCorpus(t, "../../../shared/corpus/briefs/desk/iran-russia-mali.txt")
	for line := range strings.Lines(text) {
		for _, r := range Split(line) {
			sentence := line[r.Start:r.End]
			if !strings.HasPrefix(sentence, "In this way, Russia") {
				continue
			}
			for _, begins := range []string{"Russia is establishing", "something that also benefits", "as Russia has pledged", `"security`} {
				if at := strings.Index(sentence, begins); !slices.Contains(Clauses(sentence), at) {
					t.Errorf("no clause begins at %q", begins)
				}
			}
			return
		}
	}
	t.Error("the sentence is not in the brief")
}
