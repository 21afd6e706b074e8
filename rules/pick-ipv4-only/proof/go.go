package main

import (
	"fmt"
	"net"
)

func main() {
	fmt.Printf("  %-42s %v\n", "ip.To4() != nil && !ip.IsLoopback()", own(func(ip net.IP) bool { return ip.To4() != nil && !ip.IsLoopback() }))
	fmt.Printf("  %-42s %v\n", "ip.IsGlobalUnicast()", own(net.IP.IsGlobalUnicast))
}

// own is the first address of the pod that fits.
func own(fits func(net.IP) bool) net.IP {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		panic(err)
	}
	for _, address := range addresses {
		if network, ok := address.(*net.IPNet); ok && fits(network.IP) {
			return network.IP
		}
	}
	return nil
}
