package export

import (
	"testing"

	"obelus/briefs/tally"
	"obelus/model"
)

func tallied(s, a, o, u, unnamed, hollow, unread int) tally.Tally {
	return tally.Tally{
		Tags:    map[model.Tag]int{model.Sourced: s, model.Attributed: a, model.Opinion: o, model.Unsourced: u, model.Nonclaim: 9},
		Unnamed: unnamed, Hollow: hollow, Countable: unread + 1, Marked: 1,
	}
}

func TestFinding(t *testing.T) {
	for _, c := range []struct {
		tally    tally.Tally
		analysts int
		orphans  int
		unsure   int
		want     string
	}{
		{tallied(0, 6, 6, 5, 2, 0, 0), 1, 0, 0, "**Nothing here is sourced: 17 statements, 6 attributed (2 unnamed), 6 opinion, 5 unsourced, 0 unread.**"},
		{tallied(0, 1, 0, 0, 0, 0, 3), 1, 0, 0, "**Nothing here is sourced so far: 1 statement, 1 attributed, 0 opinion, 0 unsourced, 3 unread.**"},
		{tallied(2, 0, 0, 0, 0, 2, 0), 1, 0, 0, "**Nothing here is sourced: 2 statements, 2 called sourced with the reference missing, 0 attributed, 0 opinion, 0 unsourced, 0 unread.**"},
		{tallied(1, 3, 0, 0, 1, 0, 0), 1, 1, 0, "**1 of 4 statements is sourced, 3 attributed (1 unnamed), 0 opinion, 0 unsourced, 0 unread.** 1 mark of an older text is not in this one: it is listed at the end."},
		{tallied(3, 0, 1, 0, 0, 1, 2), 1, 2, 1, "**2 of 4 statements are sourced, 1 called sourced with the reference missing, 0 attributed, 1 opinion, 0 unsourced, 2 unread.** 1 mark was found again in other words or in another place, and is to be confirmed. 2 marks of an older text are not in this one: they are listed at the end."},
		{tallied(0, 6, 6, 5, 2, 0, 0), 2, 0, 1, "**Nothing here is sourced: 17 statements, 6 attributed (2 unnamed), 6 opinion, 5 unsourced, 0 unread.** What 2 analysts marked is counted for each of them. 1 mark was found again in other words or in another place, and is to be confirmed."},
		{tally.Tally{Countable: 12}, 1, 0, 0, "**Nothing is marked yet: 12 unread.**"},
		{tallied(0, 0, 0, 0, 0, 0, 12), 1, 0, 0, "**No statement is marked yet: 12 unread.**"},
		{tallied(0, 0, 0, 0, 0, 0, 0), 1, 0, 0, "**Nothing is stated here: 9 marked as no claim, 0 unread.**"},
	} {
		if got := finding(c.tally, c.analysts, c.orphans, c.unsure); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
