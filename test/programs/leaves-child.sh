# Ends at once with status 3 and leaves a child that holds its output open.
sleep 600 &
echo "$!"
exit 3
