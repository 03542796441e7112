# Starts two children with a child each and waits; prints their ids, then "ready".
family() { sleep 600 & echo "$!"; wait; }
family & echo "$!"
family & echo "$!"
echo ready
wait
