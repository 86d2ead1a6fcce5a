package model

// Progress says how far the work on a brief is, for a desk that shares it out.
type Progress string

// How far the work on a brief is. A brief of which nobody says it is new until
// it has a mark, and then in work.
const (
	ProgressNew     Progress = "new"
	ProgressWorking Progress = "working"
	ProgressDone    Progress = "done"
	ProgressSent    Progress = "sent"
)

// ProgressList is all of them, in their order.
func ProgressList() []Progress {
	return []Progress{ProgressNew, ProgressWorking, ProgressDone, ProgressSent}
}
