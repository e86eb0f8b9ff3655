"""The page of those who run the shop's devices, `/admin`: who they are, what each may do, what they did."""
